import { defineErrors } from '#shared/errors.ts';

export const evidenceErrors = defineErrors({
  VIEW_NOT_FOUND: { status: 404, text: '没有找到这个常用筛选，可能已被删除，或不是您保存的。' },
  VIEWS_TOO_MANY: { status: 422, text: '一个台账最多保存 {most} 个常用筛选，已经满了。请先删去不用的（按名称右边的 ✕），或者用原来的名称保存，换掉那一个。' },
  LIST_TOO_LONG: { status: 422, text: '符合条件的有 {count} 条，一次最多导出 {most} 条。请缩小地区或增加筛选条件。' },
});
