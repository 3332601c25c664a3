import { defineErrors } from '#shared/errors.ts';

export const needErrors = defineErrors({
  NEED_NOT_FOUND: { status: 404, text: '没有找到这件需求。它可能不在您的管辖范围内，或者是只有承办单位能看的保密诉求。' },
  NEED_NOT_A_PARTY_MEMBER: { status: 403, text: '这一页供党员反映社区社会组织的问题、提建议。是党员的，请先到“党员身份”说明；其他居民请用“说需求”。' },
  NEED_CHANGED: { status: 409, text: '这件需求刚刚有变化（第 {version} 版）。您填写的内容没有丢失，请看过最新情况后再办理。' },
  NEED_ENDED: { status: 409, text: '这件需求已经结束（{state}），不能再{action}。' },
  NEED_IMPOSSIBLE: { status: 409, text: '需求现在是“{state}”，不能{action}。现在可以：{possible}。' },
  NEED_NOT_YOURS: { status: 403, text: '“{action}”由{bodies}办理，您不能办理。' },
  NEED_RULE: { status: 422, text: '不能{action}：{problems}' },
  NEED_PLACE_LEVEL: { status: 422, text: '请选择社区（村）或街道（乡镇），不能是{division}。' },
  NEED_CONSENT_MISSING: {
    status: 422,
    text: '写下居民的姓名、电话或地址之前，要先征得本人同意，并选择是怎样同意的。居民不愿留下的，不填这三项也能登记。',
  },
  TICKETS_WRONG_TYPE: {
    status: 415,
    text: '这个文件的内容不是 Excel 表格。请选择热线系统导出的 Excel 文件（.xlsx 或 .xls）；文本表格请把文件名改成以 .csv 结尾再选。',
  },
  TICKETS_UNREADABLE: { status: 422, text: '第一行里没有“工单编号”和“主要内容”两列。请使用系统提供的模板，列名应为：{headings}。' },
  TICKETS_TOO_MANY: { status: 422, text: '一次最多导入 {most} 件工单，请分成几个文件。' },
  TICKET_IMPORT_NOT_FOUND: { status: 404, text: '没有找到这次导入。它可能不在您的管辖范围内。' },
  TICKET_IMPORT_UNDONE: { status: 409, text: '这次导入已经撤销过了。' },
  TICKET_IMPORT_CHANGED: { status: 409, text: '这次导入之后，有 {count} 件需求已经开始办理，或有别的需求并入了它，不能整批撤销。请逐件退回或关闭。' },
  PROGRAM_UNSIGNED: {
    status: 401,
    text: '请求没有签名，或者签名的四项不完整：x-wotu-key、x-wotu-timestamp（10 位秒数）、x-wotu-nonce（16 到 64 位）、x-wotu-signature。',
  },
  PROGRAM_SIGNATURE_WRONG: { status: 401, text: '签名不对，或者密钥已经停用。请核对密钥和签名的写法。' },
  PROGRAM_CLOCK: { status: 401, text: '请求的时间与这里相差超过 {most} 秒。请校准时钟后重新签名发送。' },
  PROGRAM_REPLAYED: { status: 409, text: '这个请求已经收过（x-wotu-nonce 用过）。要再次发送，请换一个 nonce 重新签名。' },
  PROGRAM_NOT_FOUND: { status: 404, text: '没有找到这个程序。它可能不在您的管辖范围内。' },
  PROGRAM_DISABLED: { status: 409, text: '这个程序已经停用。要再接入，请重新登记。' },
  SERVICE_PHOTO_NOT_FOUND: { status: 404, text: '没有找到这张照片，可能已经删除。' },
  SERVICE_PHOTO_NOT_NOW: { status: 409, text: '服务中和等居民确认时，由服务的组织或者自己办理的单位加照片；现在不能加。' },
  NEED_INVALID: { status: 422, text: '{problem}' },
});
