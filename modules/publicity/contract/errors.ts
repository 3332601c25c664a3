import { defineErrors } from '#shared/errors.ts';

export const publicityErrors = defineErrors({
  ARTICLE_NOT_FOUND: { status: 404, text: '没有找到这篇稿件。它可能已被删除，或不在您的管辖范围内。' },
  ARTICLE_CHANGED: { status: 409, text: '这篇稿件刚刚由{who}作了修改（第 {version} 版）。您填写的内容没有丢失，请在最新内容上继续。' },
  ARTICLE_IMPOSSIBLE: { status: 409, text: '稿件现在是“{state}”，不能“{action}”。' },
  ARTICLE_OTHER_OFFICE: { status: 403, text: '这篇稿件由{office}负责，您的单位可以查看{also}，不能“{action}”。' },
  ARTICLE_OWN_WORK: { status: 403, text: '您写过或改过这篇稿件，不能由您审核。请本单位其他有审核权的同事审核。' },
  ARTICLE_REASON_NEEDED: { status: 422, text: '“{action}”要写明理由。' },
  ARTICLE_INCOMPLETE: { status: 422, text: '还有 {count} 处要补：{first}' },
  ARTICLE_NUMBERS: { status: 422, text: '{where}里有身份证号或手机号。公开的内容不能带个人号码，请删去；咨询电话请写单位的固定电话。' },
  ARTICLE_FIELD_UNKNOWN: { status: 422, text: '“{kind}”没有“{field}”这一项，或填写的内容不合要求。' },
  ARTICLE_PICTURE_UNKNOWN: { status: 422, text: '正文里有一张图片不是这篇稿件的。请删去它，再用“图片”按钮重新上传。' },
  ARTICLE_LINK_UNKNOWN: { status: 422, text: '没有找到要关联的“{name}”。它可能已被删除，或不在您的管辖范围内。' },
});
