/** What others see of a division. Codes are 12-digit strings, days `YYYY-MM-DD`. */
import { z } from 'zod';
import { pageQuerySchema } from '#shared/page.ts';

export const divisionCodeSchema = z.string().regex(/^\d{12}$/, '区划代码应为 12 位数字。');
/** A code as people write it: 2, 4, 6, 9 or 12 digits. */
export const anyDivisionCodeSchema = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, '区划代码应为 2、4、6、9 或 12 位数字。');
export const divisionLevelSchema = z.enum(['nation', 'province', 'city', 'county', 'township', 'community']);
export const divisionKindSchema = z.enum(['urban', 'rural']);
export type DivisionKind = z.infer<typeof divisionKindSchema>;
export const committeeKindSchema = z.enum(['居', '村', '类居', '类村', '虚拟']);
export type CommitteeKind = z.infer<typeof committeeKindSchema>;

export const KIND_NAMES: Record<DivisionKind, string> = { urban: '城市社区', rural: '农村社区' };

/** One entry of `wotu divisions list`; the outside contract fixes these names. */
const listedDivisionSchema = z.object({
  code: divisionCodeSchema,
  name: z.string(),
  level: divisionLevelSchema,
  parent: divisionCodeSchema.nullable(),
  kind: divisionKindSchema.nullable(),
  counted: z.boolean(),
  alsoCounty: z.boolean(),
  officialCodes: z.array(divisionCodeSchema),
});
export type ListedDivision = z.infer<typeof listedDivisionSchema>;

export const divisionSummarySchema = listedDivisionSchema.extend({
  shortName: z.string(),
  committeeKind: committeeKindSchema.nullable(),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  /** names from the province down to the division itself; shells of the code are left out */
  path: z.array(z.string()),
  /** divisions in force directly below */
  childCount: z.number().int(),
});
export type DivisionSummary = z.infer<typeof divisionSummarySchema>;

const formerStateSchema = z.object({
  until: z.iso.date(),
  name: z.string(),
  kind: divisionKindSchema.nullable(),
  counted: z.boolean(),
});
const successionSchema = z.object({ code: divisionCodeSchema, name: z.string(), on: z.iso.date(), operation: z.string() });

export const divisionDetailSchema = divisionSummarySchema.extend({
  source: z.string(),
  formerStates: z.array(formerStateSchema),
  predecessors: z.array(successionSchema),
  successors: z.array(successionSchema),
});
export type DivisionDetail = z.infer<typeof divisionDetailSchema>;

export const childrenQuerySchema = pageQuerySchema.extend({ includeClosed: z.stringbool().default(false) });
export const searchQuerySchema = z.object({
  /** a fragment of the name, names from above to below, or pinyin initials: 曙光、平顶山 新华 曙光、pds xh sg */
  q: z.string().trim().min(1, '请输入要找的区划名称、拼音首字母或代码。').max(60),
  within: anyDivisionCodeSchema.optional(),
  level: divisionLevelSchema.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
