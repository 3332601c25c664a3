import { defineErrors } from '#shared/errors.ts';

export const importErrors = defineErrors({
  WORKBOOK_NO_KNOWN_SHEET: {
    status: 422,
    text: '文件里没有可以识别的工作表（现有：{sheets}）。请使用系统提供的模板，工作表名称应为：{known}。',
  },
  WORKBOOK_HAS_FINDINGS: {
    status: 422,
    text: '检查发现 {count} 处问题，没有写入任何数据。请按提示改正后重新导入；也可以选择“跳过有问题的行”，只写入其余各行。',
  },
  IMPORT_INSPECTION_FAILED: {
    status: 422,
    text: '检查这个文件用去了过多的时间或内存，没有读取任何数据。请新建工作簿，只粘贴需要的数据，或把数据分成几个文件后再上传。',
  },
  IMPORT_COLLIDED: { status: 409, text: '导入时有人同时修改了相同的记录，没有写入任何数据。请稍后重新导入一次。' },
  BATCH_NOT_FOUND: { status: 404, text: '没有找到这次导入。它可能不在您的管辖范围内。' },
  BATCH_ALREADY_UNDONE: { status: 409, text: '这次导入已经撤销过了。' },
  BATCH_CHANGED_SINCE: { status: 409, text: '这次导入之后，有 {count} 条记录又被修改或引用（如“{sheet}”），不能整批撤销。请先处理这些记录，或逐条修改。' },
  EXPORT_REASON_MISSING: { status: 422, text: '导出完整的身份证号和手机号需要填写用途。请填写用途，或选择导出打码的文件。' },
  EXPORT_DIVISION_UNKNOWN: { status: 422, text: '区划代码 {code} 不存在，或不在您的管辖范围内。请核对后重新导出。' },
});
