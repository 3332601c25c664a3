import { defineErrors } from '#shared/errors.ts';

/** Why a workbook is refused as a whole, before any row of it is used. */
export const workbookErrors = defineErrors({
  WORKBOOK_EMPTY: { status: 422, text: '文件是空的（0 字节），没有任何内容。请重新选择文件后再上传。' },
  WORKBOOK_TOO_LARGE: {
    status: 413,
    text: '文件超过 {limit}，为保证系统安全没有读取。请删去无关的图片和空白区域，或把数据分成几个文件分别上传。',
  },
  WORKBOOK_WRONG_TYPE: {
    status: 415,
    text: '{found}，系统只接受 Excel 工作簿（.xlsx，或旧版 .xls）。请用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”再上传。',
  },
  WORKBOOK_WRONG_EXTENSION: {
    status: 415,
    text: '文件名“{name}”与内容不符：{found}。请用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”再上传。',
  },
  WORKBOOK_ENCRYPTED: { status: 422, text: '工作簿设置了打开密码，系统无法读取。请在 Excel 或 WPS 中取消密码（文件—信息—保护工作簿）并保存后再上传。' },
  WORKBOOK_MACROS: {
    status: 422,
    text: '工作簿带有宏（程序代码），为保证安全没有读取。请在 Excel 或 WPS 中“另存为”，类型选“Excel 工作簿（*.xlsx）”，提示去掉宏时选“是”，再上传新文件。',
  },
  WORKBOOK_DAMAGED: { status: 422, text: '文件不完整或已损坏（{what}），没有读取任何数据。请用 Excel 或 WPS 打开检查，重新保存后再上传。' },
  WORKBOOK_BOMB: {
    status: 413,
    text: '文件解压后异常庞大（{what}），疑似恶意压缩文件，已拒绝读取。如确是正常数据，请新建工作簿，只粘贴需要的数据后再上传。',
  },
  WORKBOOK_ENTITIES: { status: 422, text: '文件内含不允许的 XML 声明（DOCTYPE 或实体定义），疑似恶意文件，已拒绝读取。请用 Excel 或 WPS 重新保存后再上传。' },
  WORKBOOK_DIMENSIONS: { status: 422, text: '工作表“{sheet}”超出允许的范围：{what}。请删去多余的行列，或把数据分成几个文件后再上传。' },
});
