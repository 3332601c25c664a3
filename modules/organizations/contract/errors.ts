import { defineErrors } from '#shared/errors.ts';

export const organizationErrors = defineErrors({
  DAY_TO_COME: { status: 422, text: '只能查看今天和以前的情况。请选择一个不晚于今天的日期。' },
  HUB_EXPECTED: { status: 422, text: '“{name}”还不是枢纽型组织。请先在它的档案中认定为枢纽型，或另选一个。' },
  DOCUMENT_WITHOUT_TEXT: { status: 422, text: '“{title}”没有填写正文，不能打印。' },
  DOCUMENT_KIND_FIXED: { status: 409, text: '这份文件已有附件，按“{from}”保存，不能改成“{to}”。请另建一份“{to}”，再移除这一份的附件。' },
  ROSTER_UNREADABLE: { status: 422, text: '这张表的第一行没有“姓名”。可用的标题：{headings}。请下载名册模板填写。' },
  ROSTER_TOO_LONG: { status: 422, text: '一次最多导入 {most} 名成员。请分成几个文件。' },
});
