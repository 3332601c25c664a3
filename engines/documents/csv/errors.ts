import { defineErrors } from '#shared/errors.ts';

export const csvErrors = defineErrors({
  CSV_UNREADABLE: { status: 422, text: '读不出这个 CSV 文件：{what}。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。' },
});
