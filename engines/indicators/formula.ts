/**
 * The formula language of plan files: what a target counts, in which units, over which periods.
 * It is data (YAML in `plans/*.yaml`, JSON in the database), checked by these schemas, and knows no business word:
 * fact sets, their attributes and the unit kinds are names that the modules register.
 */
import { z } from 'zod';

/** Levels of the division tree, from the nation down. `county` includes cities that stand as a county themselves. */
export const unitLevelSchema = z.enum(['nation', 'province', 'city', 'county', 'township', 'community']);
export type UnitLevel = z.infer<typeof unitLevelSchema>;

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** A 12-digit division code as written in a plan file. */
export const divisionCodeSchema = z.string().regex(/^\d{12}$/);

/**
 * One test on one attribute of a fact. Several attributes are joined by "and".
 * - a plain value: equal; `oneOf`: equal to one of them; `not`: different
 * - `includes`: the attribute is a list and holds the value; `includesAll`: holds them all
 * - `above`: a number greater than
 * - `sameAs: 'period' | 'item'`: equal to the period ("2021", "2021Q3") or the item of the line being judged
 * - `unit`: the attribute is a division code of a counted unit of that level (optionally below `within`) other than the unit being judged
 * - `levelOfUnit`: the attribute names the level of the office (省, 市, 区, 街道, 社区) and agrees with the level of the unit judged
 * - `datedIn: 'period'`: the attribute is a date within the period of the line being judged; `onOrBefore: 'MM-DD'`: a date not after that day of the period's year
 */
export const attributeTestSchema = z.union([
  scalarSchema,
  z.strictObject({ oneOf: z.array(scalarSchema).min(1) }),
  z.strictObject({ not: scalarSchema }),
  z.strictObject({ includes: z.union([scalarSchema, z.strictObject({ sameAs: z.literal('item') })]) }),
  z.strictObject({ includesAll: z.array(scalarSchema).min(1) }),
  z.strictObject({ above: z.number() }),
  z.strictObject({ sameAs: z.enum(['period', 'item']) }),
  z.strictObject({ unit: z.strictObject({ level: unitLevelSchema, within: divisionCodeSchema.optional() }) }),
  z.strictObject({ levelOfUnit: z.literal(true) }),
  z.strictObject({ datedIn: z.literal('period') }),
  z.strictObject({ onOrBefore: z.string().regex(/^\d{2}-\d{2}$/) }),
]);
export type AttributeTest = z.infer<typeof attributeTestSchema>;

const whereSchema = z.record(z.string(), attributeTestSchema);

/** Facts that a fact must be linked to (same district, equal keys); it counts only while both are in force. */
const linkSchema = z.strictObject({
  facts: z.string(),
  where: whereSchema.optional(),
  since: z.iso.date().optional(),
  /** own attribute → attribute of the linked fact; lists match when they share a value. `township` names the township a fact lies in. */
  on: z.record(z.string(), z.string()),
});
export type Link = z.infer<typeof linkSchema>;

/**
 * Which facts count.
 * - `where`: tests on attributes; `since`: only facts that begin on or after this day (the campaign's first day)
 * - `at`: `within` (default) the facts lie anywhere in the unit; `unit`: exactly at the unit's own code;
 *   `reaching`: within the unit, or at its township when the fact says it covers everything below (attribute `coversBelow`)
 * - `measure`: `subjects` (default) distinct subjects in force, `quantity` sum of the facts' quantities
 */
export const factSelectionSchema = z.strictObject({
  facts: z.string(),
  where: whereSchema.optional(),
  since: z.iso.date().optional(),
  at: z.enum(['within', 'unit', 'reaching']).optional(),
  linkedTo: linkSchema.optional(),
});
export type FactSelection = z.infer<typeof factSelectionSchema>;

/**
 * Units that are judged: the counted divisions of a level.
 * - `kind`: only urban or only rural communities
 * - `only`: a named list (海口, 三亚); `within`: only those below a division
 * - `holding`: only units that hold at least one counted unit of that description (townships with a rural community)
 */
export const unitSelectionSchema = z.strictObject({
  level: unitLevelSchema,
  kind: z.enum(['urban', 'rural']).optional(),
  only: z.array(divisionCodeSchema).min(1).optional(),
  within: divisionCodeSchema.optional(),
  holding: z.strictObject({ level: unitLevelSchema, kind: z.enum(['urban', 'rural']).optional() }).optional(),
});
export type UnitSelection = z.infer<typeof unitSelectionSchema>;

export interface CountCondition {
  count: FactSelection;
  atLeast: number;
}
/** What a unit must have: enough facts; or every unit below has it (and there is one); or one of several conditions. */
export type Condition = CountCondition | { every: UnitSelection; having: Condition } | { any: Condition[] };

const countConditionSchema = z.strictObject({ count: factSelectionSchema, atLeast: z.number().int().positive() });
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    countConditionSchema,
    z.strictObject({ every: unitSelectionSchema, having: conditionSchema }),
    z.strictObject({ any: z.array(conditionSchema).min(2) }),
  ]),
);

/** Periods of a recurring duty, from the first to the last; a line falls due on `dueOn` (MM-DD, of the year) or on the period's last day. */
export const periodsSchema = z.strictObject({
  every: z.enum(['year', 'quarter']),
  from: z.string().regex(/^\d{4}(Q[1-4])?$/),
  to: z.string().regex(/^\d{4}(Q[1-4])?$/),
  dueOn: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .optional(),
});
export type Periods = z.infer<typeof periodsSchema>;

const countFormulaSchema = z.strictObject({
  kind: z.literal('count'),
  of: factSelectionSchema,
  /** `records` distinct subjects (default), `townships` the distinct townships they lie in, `quantity` the sum of their quantities (person-times) */
  by: z.enum(['records', 'townships', 'quantity']).optional(),
  within: divisionCodeSchema.optional(),
});
const unitCountFormulaSchema = z.strictObject({
  kind: z.literal('unitCount'),
  units: unitSelectionSchema,
  having: conditionSchema,
});
const averageFormulaSchema = z.strictObject({
  kind: z.literal('average'),
  of: factSelectionSchema,
  per: unitSelectionSchema,
  /** a unit with fewer is listed as failing */
  listBelow: z.number().int().positive(),
});
/** Fulfilled units ÷ units. The four kinds count alike and differ in how people read them. */
const shareFormulaSchema = z.strictObject({
  kind: z.enum(['share', 'eachAtLeast', 'named', 'coverage']),
  units: unitSelectionSchema,
  having: conditionSchema,
});
/** Fulfilled records ÷ records (stations with two workers, hubs with one). */
const recordsFormulaSchema = z.strictObject({
  kind: z.literal('records'),
  of: factSelectionSchema,
  having: z.strictObject({
    count: z.strictObject({
      facts: z.string(),
      where: whereSchema.optional(),
      since: z.iso.date().optional(),
      on: z.record(z.string(), z.string()),
    }),
    atLeast: z.number().int().positive(),
  }),
});
/** One line per unit, period and item; due lines that are fulfilled ÷ due lines. */
const linesFormulaSchema = z.strictObject({
  kind: z.literal('lines'),
  units: z.array(unitSelectionSchema).min(1),
  periods: periodsSchema,
  items: z.array(z.string()).min(1).optional(),
  having: countConditionSchema,
});
const milestoneFormulaSchema = z.strictObject({ kind: z.literal('milestone') });

/** Of a formula that yields one figure. */
export const figureFormulaSchema = z.discriminatedUnion('kind', [
  countFormulaSchema,
  unitCountFormulaSchema,
  averageFormulaSchema,
  shareFormulaSchema,
  recordsFormulaSchema,
  linesFormulaSchema,
]);
export type FigureFormula = z.infer<typeof figureFormulaSchema>;

const partsFormulaSchema = z.strictObject({
  kind: z.literal('parts'),
  parts: z.array(z.strictObject({ name: z.string(), formula: figureFormulaSchema })).min(1),
});

export const formulaSchema = z.union([figureFormulaSchema, partsFormulaSchema, milestoneFormulaSchema]);
export type Formula = z.infer<typeof formulaSchema>;
