import { defineErrors } from '#shared/errors.ts';

export const planErrors = defineErrors({
  PLAN_NOT_FOUND: { status: 404, text: '没有找到方案“{plan}”。可用的方案见方案列表。' },
  TARGET_NOT_FOUND: { status: 404, text: '方案中没有目标“{target}”。' },
  DIVISION_OUTSIDE_PLAN: { status: 422, text: '{division} 不在该方案的实施范围内，请选择方案所属地区或其下级。' },
  DIVISION_UNKNOWN: { status: 404, text: '没有找到区划“{division}”。请检查代码；它也可能不在您的管辖范围内。' },
  DAY_INVALID: { status: 422, text: '日期“{day}”不是有效的日期，请写成 2023-12-31 这样的形式。' },
  PLAN_OTHER_PLACE: { status: 403, text: '“{plan}”不是您管辖范围内的方案，目标值由制定它的单位调整。您可以查看。' },
  PLAN_FILE_INVALID: { status: 422, text: '方案文件 {file} 有误：{problem}' },
  PLAN_VERSION_CONFLICT: { status: 409, text: '方案刚刚被他人改为第 {version} 版。请刷新后在新版上修改，您填写的理由仍保留在页面上。' },
  TARGET_HAS_NO_FIGURE: { status: 422, text: '“{target}”没有可下钻的数字（里程碑或多项指标）。' },
  GAP_NOT_THERE: { status: 409, text: '按今天的数据，{unit}的“{target}”已经没有差距，不用分派。请刷新差距清单。' },
  GAP_PAST_BOUNDARIES: { status: 409, text: '当日区划下的清单只供查看。请切换到“现行区划”后再分派。' },
  GAP_DUE_PAST: { status: 422, text: '完成期限 {day} 已经过去，请选今天或以后的日期。' },
  GAP_ALREADY_GIVEN: { status: 409, text: '这项差距已经分派，{due} 前完成。请在“我的任务”里查看。' },
  GAP_OWN_OFFICE: { status: 403, text: '{office}就是您所在的单位，任务应由上级单位分派、确认。' },
  GAP_TASK_NOT_FOUND: { status: 404, text: '没有找到这项任务。它也可能不在您的管辖范围内。' },
  GAP_TASK_OTHER_OFFICE: { status: 403, text: '这项任务由{office}办理，您的单位不能代为办结。' },
  GAP_TASK_STATE: { status: 409, text: '任务现在是“{state}”，不能{action}。请刷新后查看。' },
  GAP_TASK_CHANGED: { status: 409, text: '任务刚刚被他人改动（第 {version} 版）。请刷新后再办理，您填写的说明仍保留在页面上。' },
  GAP_TASK_NOTE_MISSING: { status: 422, text: '请写明{action}的原因，至少两个字，责任单位会看到。' },
  THRESHOLD_INVALID: { status: 422, text: '目标值没有修改：{problem}' },
});
