import { defineErrors } from '#shared/errors.ts';

export const exchangeErrors = defineErrors({
  EXCHANGE_WHOLE: { status: 403, text: '平台之间的报送关系到整个平台，只有全平台的系统管理员能查看和办理。需要时请联系平台管理办公室。' },
  EXCHANGE_NOT_FOUND: { status: 404, text: '没有这份报送约定。请刷新列表，从列表里打开。' },
  EXCHANGE_NOT_OPEN: { status: 409, text: '这份报送约定已经结束或还没有确认，不能再办理这一步。请刷新页面查看。' },
  EXCHANGE_INVENTED: {
    status: 409,
    text: '本平台里有演示数据，没有向上级平台报送任何内容。请先由运维人员在服务器上用 wotu demo --remove 清除演示数据，再报送。',
  },
  EXCHANGE_NOTHING_AGREED: { status: 422, text: '没有选择要报送的内容。请至少选择一个台账或一个方案。' },
  EXCHANGE_PLAN_ELSEWHERE: { status: 422, text: '方案“{plan}”不包括{place}，那里没有它的数字可以对照。请去掉这个方案。' },
  EXCHANGE_REGISTER_UNKNOWN: { status: 422, text: '台账“{register}”不能报送。请刷新页面，重新选择。' },
  EXCHANGE_COLUMNS_LACKING: { status: 422, text: '“{sheet}”缺少必填的项目：{columns}。没有它们对方平台不能收下这些记录，请补选，或不报送这个台账。' },
  EXCHANGE_COLUMNS_UNKNOWN: { status: 422, text: '“{sheet}”里没有或不能报送这些项目：{columns}。证件号和电话从不报送。' },
  EXCHANGE_CODE_WRONG: { status: 404, text: '配对码不对、已经用过或已过期。请核对后再试；过期的请对方重新生成。' },
  EXCHANGE_CODE_FORM: { status: 422, text: '配对码的形式不对。请完整复制对方给出的配对码。' },
  EXCHANGE_PARTNER_WRONG: { status: 422, text: '对方的回答没有通过核对，没有建立约定。请检查地址是不是上级平台的地址，网络中间有没有改动内容的设备。' },
  EXCHANGE_PLACE_UNKNOWN: { status: 422, text: '本平台没有“{place}”（{code}）这个区划，不能报送它的数据。请核对对方约定的区划，或先更新本平台的区划。' },
  EXCHANGE_SIGNATURE_WRONG: { status: 401, text: '报送请求的签名不对，没有收下任何内容。请核对约定编号；如密钥已丢失，请双方结束约定后重新配对。' },
  EXCHANGE_CLOCK: { status: 422, text: '报送请求的时间与本平台相差超过 {minutes} 分钟，没有收下任何内容。请校准两边服务器的时间。' },
  EXCHANGE_REPLAYED: { status: 409, text: '这个报送请求以前已经收到过，没有再次处理。' },
  EXCHANGE_ENDED: { status: 409, text: '这份报送约定已经结束，没有收下任何内容。需要继续报送时，请与上级平台重新配对。' },
  EXCHANGE_UNSETTLED: {
    status: 422,
    text: '由这份约定报送来的记录还有 {count} 条计在本平台的数字里，约定结束后没有人再更新和核对。请选择：从本平台移出，或者留下、改由本平台录入和修改。',
  },
  EXCHANGE_GAP: { status: 409, text: '缺少前面的报送包：应当先送第 {expected} 号，收到的是第 {number} 号。没有收下任何内容。' },
  EXCHANGE_NUMBER_TAKEN: { status: 409, text: '第 {number} 号报送包以前已经收到，内容与这次不同，没有收下。更正请放在新的报送包里。' },
  EXCHANGE_PAYLOAD_WRONG: { status: 422, text: '报送包的内容读不懂，没有收下。请检查两边平台的版本。' },
  EXCHANGE_NEVER_COMPARED: { status: 409, text: '这份约定还没有核对过。请先点“报送并核对”。' },
});
