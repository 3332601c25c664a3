import { productRegisters } from '#apps/server/registers.ts';
import type { SheetSpec, WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import { workbookBytes } from '#engines/documents/excel/write-workbook.ts';

/** Rows by heading; dates as `YYYY-MM-DD` text unless the heading is listed in `dates`. */
export type EvidenceRows = Record<string, Record<string, WriteValue>[]>;

/** An evidence workbook with just these sheets and columns, as an office would make it by hand. */
export async function evidenceWorkbook(rows: EvidenceRows, options: { hidden?: string[]; dates?: string[] } = {}): Promise<Uint8Array> {
  return workbookBytes(
    Object.entries(rows).map(([name, list]): SheetSpec => {
      const headings = [...new Set(list.flatMap((row) => Object.keys(row)))];
      return {
        name,
        hidden: options.hidden?.includes(name) ?? false,
        columns: headings.map((heading) => ({ heading, kind: options.dates?.includes(heading) ? 'date' : 'general' })),
        rows: list.map((row) => headings.map((heading) => row[heading] ?? null)),
      };
    }),
  );
}

/** A valid row of a sheet, to be varied: required columns only. */
export function sampleRow(sheet: string, changes: Record<string, WriteValue> = {}): Record<string, WriteValue> {
  const sample = SAMPLES[sheet];
  if (!sample || !productRegisters.bySheet.has(sheet)) throw new Error(`no sample of ${sheet}`);
  return { ...sample, ...changes };
}

const COMMUNITY = '410402001001';
const TOWNSHIP = '410402001000';

const SAMPLES: Record<string, Record<string, WriteValue>> = {
  社区社会组织: {
    名称: '春晖互助社',
    所属区划代码: COMMUNITY,
    管理层级: '备案',
    组织类别: '居民互助类',
    成立日期: '2022-03-01',
    负责人姓名: '张春',
    成员人数: 12,
    是否枢纽型: '否',
  },
  支持平台: { 名称: '孵化中心', 所属区划代码: TOWNSHIP, 层级: '街道', 类型: '孵化基地', 启用日期: '2022-01-01' },
  社工站: { 名称: '第一社工站', 乡镇街道代码: TOWNSHIP, 启用日期: '2022-01-01' },
  驻站社工: { 社工站名称: '第一社工站', 乡镇街道代码: TOWNSHIP, 姓名: '李社工', 到岗日期: '2022-02-01' },
  社会工作人才: { 姓名: '王人才', 所属社区代码: COMMUNITY, 起始日期: '2022-02-01', 身份证号: '110105199001010010' },
  组织社工: { 组织名称: '春晖互助社', 所属区划代码: COMMUNITY, 姓名: '赵社工', 用工形式: '专职', 起始日期: '2022-05-01' },
  培训: { 名称: '负责人培训', 主办单位区划代码: '410402', 主办层级: '区', 开始日期: '2022-06-01', 培训对象: '社区社会组织负责人、骨干', 参训人次: 40 },
  认定: { 认定类型: '品牌组织', 对象名称: '春晖互助社', 对象区划代码: COMMUNITY, 认定单位区划代码: '410402', 认定日期: '2022-09-01' },
  养老设施: { 名称: '幸福中心', 类型: '城市社区老年人日间照料中心', 所属区划代码: COMMUNITY, 覆盖社区代码: COMMUNITY, 启用日期: '2022-01-01' },
  结对: { 结对类型: '区域结对', 甲方: '410402', 乙方: '410423', 结对日期: '2022-01-01' },
  报送记录: { 报送类型: '季度总结', 报送单位区划代码: '410402', 所属期: '2023Q1', 报送日期: '2023-03-30', 状态: '已接收' },
  评选: { 评选名称: '年度评选', 评选类型: '优质项目', 主办单位区划代码: '410402', 年度: 2022, 完成日期: '2022-12-01' },
  活动: { 名称: '邻里节', 主题: '邻里守望', 组织名称: '春晖互助社', 举办区划代码: COMMUNITY, 开始日期: '2022-07-01', 参与人次: 0 },
  党组织: { 名称: '春晖支部', 类型: '独立支部', 所属区划代码: COMMUNITY, 成立日期: '2022-07-01' },
  经验推广: { 试点区划代码: '410402', 推广至区划代码: '410403', 推广日期: '2022-07-01' },
};
