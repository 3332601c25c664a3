import { defineErrors } from '#shared/errors.ts';

export const fileErrors = defineErrors({
  FILE_NOT_FOUND: { status: 404, text: '没有找到这个附件。它可能已被移除，或不在您的管辖范围内。' },
  FILE_EMPTY: { status: 422, text: '文件“{name}”是空的（0 字节）。请重新选择文件后再上传。' },
  FILE_OVER_LIMIT: { status: 413, text: '文件超过 {limit}，没有保存。照片请调低清晰度后重拍，文档请拆开分别上传。' },
  FILE_KIND_UNKNOWN: { status: 415, text: '“{name}”不是能保存的文件。这里可以上传：{kinds}。旧版 Word、Excel（doc、xls）请另存为 docx、xlsx 或 PDF。' },
  FILE_KIND_REFUSED: { status: 415, text: '“{name}”是{found}，这里只能上传：{kinds}。' },
  FILE_UNSAFE: { status: 422, text: '文件“{name}”没有保存：{what}。请用原来的软件打开检查，重新保存后再上传。' },
  FILE_TOO_MANY_PIXELS: { status: 422, text: '图片“{name}”太大（{width} × {height}），没有保存。请把尺寸缩小到 {limit} 万像素以内再上传。' },
  FILE_TOO_COSTLY: { status: 422, text: '文件“{name}”检查时占用的时间或内存超过上限，没有保存。请另存或重拍后再上传。' },
  FILE_INFECTED: { status: 422, text: '查毒发现“{name}”含有病毒（{virus}），没有保存。请先在自己的电脑上查杀，再上传干净的文件。' },
  FILE_TOO_MANY: { status: 422, text: '这里最多放 {limit} 个文件，已经有 {limit} 个了。请先移除不需要的，再上传。' },
  FILE_CHANGED_MEANWHILE: { status: 409, text: '同样的文件刚刚被移除，这次没有存好。请再上传一次。' },
  FILE_TICKET_MISSING: { status: 403, text: '这个附件含有个人信息，查看前要说明理由。请在页面上按“查看”并填写理由；已填过的请重新填写（十分钟内有效）。' },
  FILE_SEALED_OFF: { status: 422, text: '查毒发现这个附件含有病毒，已经封存，不能打开。请让上传的人在电脑上查杀后重新上传。' },
  FILE_DAMAGED: { status: 422, text: '这个附件的内容已损坏或丢失，打不开。请联系系统管理员用备份恢复（wotu files check 可以列出所有这样的附件）。' },
  FILE_STORAGE_UNAVAILABLE: { status: 503, text: '存放附件的地方暂时读写不了（{why}）。您的操作没有生效，请过几分钟再试；如仍不行，请联系系统管理员。' },
});
