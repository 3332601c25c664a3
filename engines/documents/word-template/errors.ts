import { defineErrors } from '#shared/errors.ts';

/** Why an uploaded Word template is refused, before anything in it is used. */
export const wordTemplateErrors = defineErrors({
  TEMPLATE_TOO_LARGE: { status: 413, text: '模板超过 {limit}，没有读取。请删去不需要的图片后再上传。' },
  TEMPLATE_WRONG_TYPE: { status: 415, text: '{found}，系统只接受 Word 文档（.docx）。请用 Word 或 WPS 打开后另存为“Word 文档（*.docx）”再上传。' },
  TEMPLATE_HOSTILE: { status: 422, text: '模板里有不允许的内容（{what}），为保证安全没有采用。请去掉后重新保存再上传。' },
  TEMPLATE_DAMAGED: { status: 422, text: '文件不完整或已损坏（{what}），没有采用。请用 Word 或 WPS 打开检查，重新保存后再上传。' },
  TEMPLATE_MARKS: { status: 422, text: '模板里的填写项有误：{what}。填写项写成“{组织名称}”，前后花括号成对，名称须在可用的填写项里。' },
});
