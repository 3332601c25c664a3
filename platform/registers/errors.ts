import { defineErrors } from '#shared/errors.ts';

export const registerErrors = defineErrors({
  REGISTER_UNKNOWN: { status: 404, text: '没有“{register}”这个台账。请从台账列表进入。' },
  RECORD_INVALID: { status: 422, text: '填写的内容有 {count} 处问题：{first}请改正后再保存，已填内容都还在。' },
  RECORD_VERSION_STALE: { status: 409, text: '您打开之后，{who} 在 {when} 修改过这条记录。请刷新查看最新内容，再做修改。' },
  RECORD_KEY_TAKEN: { status: 409, text: '已有一条名称、区划等都相同的“{sheet}”记录。请查看那条记录；如不是同一个，请修改名称以便区分。' },
  RECORD_IN_USE: { status: 409, text: '还有 {count} 条“{sheet}”记录属于它，不能删除。请先处理那些记录，或改为填写结束日期。' },
  RECORD_WITHOUT_END: { status: 422, text: '“{sheet}”记录的是一次性的事情，没有结束日期。如填错了，请修改或删除。' },
  RECORDS_NOT_MERGEABLE: { status: 422, text: '这两条记录不能合并：它们必须是同一个台账中不同的两条记录。' },
  RECORD_RUN_ELSEWHERE: {
    status: 409,
    text: '{place} 的“{sheet}”由{who}报送，本平台不再另行录入或修改，以免重复统计。请在对方的平台上录入，下次报送后这里就能看到。',
  },
  PLACE_RUN_ELSEWHERE: { status: 409, text: '这个地方的“{sheet}”已经由{who}报送，不能再约定一次，以免重复统计。请先结束原来的约定，或去掉这个台账。' },
  PLACE_HAS_RECORDS: {
    status: 409,
    text: '本平台在这个地方已经录有 {count} 条“{sheet}”，再接收报送会重复统计。请先把它们导出、交给对方平台导入，并在本平台删除，再约定报送；或去掉这个台账。',
  },
  REVEAL_NOTHING: { status: 422, text: '这条记录没有填写证件号或电话，没有可查看的内容。' },
  REVEAL_TOO_MANY: { status: 429, text: '一小时内查看完整号码的次数已到 {limit} 次。请在 {minutes} 分钟后再试；需要成批使用时请走导出，并写明理由。' },
  SEARCH_NUMBER_IN_ADDRESS: { status: 422, text: '完整的证件号或电话不能放在网址里查找，以免留在各处的日志中。请用“按号码查找”。' },
  NUMBER_NOT_WHOLE: { status: 422, text: '请输入完整的 18 位身份证号或 11 位手机号。' },
  FILTER_UNKNOWN: { status: 422, text: '不能按“{field}”筛选。请从列表上方选择筛选条件。' },
});
