import { workbookBytes } from '#engines/documents/excel/write-workbook.ts';

const HEADINGS = ['名称', '所属区划代码', '管理层级', '组织类别', '成立日期', '负责人姓名', '成员人数', '是否枢纽型'];

export interface OrganizationRow {
  name: string;
  division: string;
  tier?: string;
  establishedOn?: string;
}

/** A workbook of community social organizations as an office would fill it in, ready for the file field of a page. */
export async function organizationWorkbook(fileName: string, rows: readonly OrganizationRow[]): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const bytes = await workbookBytes([
    {
      name: '社区社会组织',
      columns: HEADINGS.map((heading) => ({ heading })),
      rows: rows.map((row) => [row.name, row.division, row.tier ?? '台账', '文体娱乐类', row.establishedOn ?? '2023-03-01', '王小明', 12, '否']),
    },
  ]);
  return { name: fileName, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(bytes) };
}
