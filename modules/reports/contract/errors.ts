import { defineErrors } from '#shared/errors.ts';

export const reportErrors = defineErrors({
  REPORT_NOT_FOUND: { status: 404, text: '没有找到这份报告。它可能已被删除，或不在您的管辖范围内。' },
  REPORT_PERIOD_INVALID: { status: 422, text: '所属期“{period}”不正确。季度写成 2023Q2，年度写成 2023。' },
  REPORT_PERIOD_FUTURE: { status: 422, text: '{period}还没有开始，没有数字可报。请在 {day} 之后起草。' },
  REPORT_UNIT_LEVEL: { status: 422, text: '{division}不是区县级、市级、省级或全国的单位，不单独报送报告。请选择区县或市。' },
  REPORT_EXISTS: { status: 409, text: '{division}的{period}报告已经起草（{state}）。请打开已有的报告继续，不必重新起草。' },
  REPORT_STATE: { status: 409, text: '这份报告现在是“{state}”，不能{action}。请刷新页面查看最新情况。' },
  REPORT_CHANGED: { status: 409, text: '这份报告刚刚被他人修改（第 {version} 版）。请刷新后在新内容上继续，您刚写的文字请先复制保存。' },
  REPORT_TEXT_EMPTY: { status: 422, text: '“{part}”还没有内容，报送前请填写。' },
  REPORT_NUMBER_STALE: { status: 422, text: '文中有 {count} 处数字与本报告冻结的数据不一致：{numbers}。请改为正确的数字，或去掉它与指标的关联。' },
  REPORT_SOURCE_UNKNOWN: { status: 422, text: '文中关联了方案里没有的指标：{sources}。请检查后重新保存。' },
  REPORT_OTHER_OFFICE: { status: 403, text: '报告由{division}民政部门自己起草、修改和报送，上级可以查看、退回或接收。' },
  REPORT_OWN_DECISION: { status: 403, text: '本单位的报告须由上级民政部门审收，不能自报自收。' },
  REPORT_REASON_MISSING: { status: 422, text: '退回报告须写明理由，以便对方修改。' },
  REPORT_FORMAT_UNKNOWN: { status: 422, text: '不支持“{format}”格式。报告可存为 Word（.docx）、Excel（.xlsx）或 PDF（.pdf）。' },
});
