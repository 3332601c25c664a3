/** How well needs are answered: counts with what each rate is of. Browser-safe. */
import { z } from 'zod';
import { divisionSchema } from './need.ts';
import { CATEGORIES, wordsOf } from './vocabulary.ts';

export const FIGURE_KINDS = { place: '地方', category: '类别', organization: '组织' } as const;
export type FigureKind = keyof typeof FIGURE_KINDS;

export const figuresQuerySchema = z.object({
  division: divisionSchema.optional(),
  /** of needs received in it */
  year: z
    .string()
    .regex(/^20\d{2}$/)
    .transform(Number)
    .optional(),
  by: z.enum(wordsOf(FIGURE_KINDS)).default('place'),
});

/** A share with what it is of; null: nothing to divide by, which is not nought. */
const rate = z.object({ of: z.number().int(), met: z.number().int(), share: z.number() }).nullable();

export const needFigureSchema = z.object({
  /** code, category or id */
  key: z.string(),
  name: z.string(),
  received: z.number().int(),
  /** answered, of those answered or past the last day for it */
  response: rate,
  /** solved in the resident's own words, of those that ended */
  solution: rate,
  open: z.number().int(),
  overdue: z.number().int(),
  /** null with too few ratings; `atLeast`: with 95 % confidence */
  satisfaction: z.object({ good: z.number().int(), all: z.number().int(), atLeast: z.number() }).nullable(),
  ratings: z.number().int(),
  demonstration: z.number().int(),
});
export type NeedFigure = z.output<typeof needFigureSchema>;

export const needFiguresSchema = z.object({
  division: z.string(),
  divisionName: z.string(),
  year: z.number().int(),
  total: needFigureSchema,
  rows: z.array(needFigureSchema),
});
export type NeedFigures = z.output<typeof needFiguresSchema>;

export const figuresFileQuerySchema = figuresQuerySchema.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') });

export const unmetQuerySchema = figuresQuerySchema.pick({ division: true, year: true }).extend({ category: z.enum(wordsOf(CATEGORIES)).optional() });

export const unmetSchema = z.object({
  division: z.string(),
  divisionName: z.string(),
  year: z.number().int(),
  /** places directly below that had any need */
  places: z.array(z.object({ division: z.string(), name: z.string(), received: z.number().int(), unmet: z.number().int(), hasBelow: z.boolean() })),
  kinds: z.array(
    z.object({
      category: z.enum(wordsOf(CATEGORIES)),
      name: z.string(),
      received: z.number().int(),
      unmet: z.number().int(),
      /** standing organizations of the place that are able by what they say they do */
      able: z.number().int(),
      advice: z.string().nullable(),
    }),
  ),
  /** what the plan in force finds missing here */
  gaps: z.array(z.object({ plan: z.string(), division: z.string(), place: z.string(), targetName: z.string(), lacking: z.string() })),
  demonstration: z.number().int(),
});
export type UnmetNeeds = z.output<typeof unmetSchema>;
