/** What others see of reports. Codes are 12-digit strings, days `YYYY-MM-DD`. */
import { z } from 'zod';
import { targetProgressSchema } from '#modules/plans/contract/progress.ts';

export const REPORT_KINDS = ['季度总结', '年度报告'] as const;
export const reportKindSchema = z.enum(REPORT_KINDS);
export type ReportKind = z.infer<typeof reportKindSchema>;

/** The four parts the plan asks for (PDS L87), in order. */
export const REPORT_PARTS = { deployment: '工作部署', progress: '进展成效', problems: '问题困难', suggestions: '意见建议' } as const;
export type ReportPart = keyof typeof REPORT_PARTS;
export const REPORT_PART_IDS = Object.keys(REPORT_PARTS) as [ReportPart, ...ReportPart[]];
export const reportPartSchema = z.enum(REPORT_PART_IDS);

export const REPORT_STATES = { draft: '起草中', handedIn: '已报送，待审收', returned: '已退回', accepted: '已接收' } as const;
export type ReportState = keyof typeof REPORT_STATES;
export const reportStateSchema = z.enum(Object.keys(REPORT_STATES) as [ReportState, ...ReportState[]]);

export const REPORT_FORMATS = ['docx', 'xlsx', 'pdf'] as const;
export const reportFormatSchema = z.enum(REPORT_FORMATS);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** A figure of a report, as it was frozen. */
export const frozenFigureSchema = targetProgressSchema;
export type FrozenFigure = z.infer<typeof frozenFigureSchema>;

export const frozenUnitSchema = z.object({ code: z.string(), name: z.string(), figures: z.array(frozenFigureSchema) });
export type FrozenUnit = z.infer<typeof frozenUnitSchema>;

/** All numbers of a report. They never change after the report was handed in, whatever the registers say later. */
export const frozenFiguresSchema = z.object({
  figures: z.array(frozenFigureSchema),
  /** the same on the day before the period; null when the plan had not begun */
  before: z.object({ asOf: z.iso.date(), figures: z.array(frozenFigureSchema) }).nullable(),
  /** the units directly below that hand in or are counted */
  units: z.array(frozenUnitSchema),
  /** names of the failing units that the figures list by code */
  names: z.record(z.string(), z.string()),
  /** frozen while demonstration records lay among those that were counted */
  isInvented: z.boolean().optional(),
});
export type FrozenFigures = z.infer<typeof frozenFiguresSchema>;

/** Where a number comes from: the target there and then. */
export const numberSourceSchema = z.object({ target: z.string(), division: z.string(), asOf: z.iso.date() });
export type NumberSource = z.infer<typeof numberSourceSchema>;

/** A stretch of text, with the source when it is a number of a target. */
export const textSegmentSchema = z.object({ text: z.string(), source: numberSourceSchema.nullable() });
export type TextSegment = z.infer<typeof textSegmentSchema>;

export const reportTextSchema = z.object({
  part: reportPartSchema,
  title: z.string(),
  /** as edited: one paragraph a line, numbers with their source as `[81.3%](GZ-Q02)` */
  content: z.string(),
  paragraphs: z.array(z.array(textSegmentSchema)),
  isEdited: z.boolean(),
});

export const reportSummarySchema = z.object({
  id: z.number().int(),
  plan: z.string(),
  kind: reportKindSchema,
  period: z.string(),
  periodName: z.string(),
  division: z.string(),
  divisionName: z.string(),
  state: reportStateSchema,
  stateName: z.string(),
  asOf: z.iso.date(),
  isPreliminary: z.boolean(),
  dueOn: z.iso.date().nullable(),
  handedInOn: z.iso.date().nullable(),
  onTime: z.boolean().nullable(),
  version: z.number().int(),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;

export const reportStepSchema = z.object({
  action: z.enum(['drafted', 'refreshed', 'edited', 'handedIn', 'returned', 'accepted']),
  actionName: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  reason: z.string().nullable(),
  onTime: z.boolean().nullable(),
});

/** What the caller may do with a report now. */
export const reportAbilitiesSchema = z.object({ edit: z.boolean(), handIn: z.boolean(), decide: z.boolean() });

export const reportSchema = reportSummarySchema.extend({
  title: z.string(),
  organ: z.string(),
  addressee: z.string().nullable(),
  documentNumber: z.string().nullable(),
  planVersion: z.number().int(),
  frozenAt: z.iso.datetime(),
  frozen: frozenFiguresSchema,
  texts: z.array(reportTextSchema),
  steps: z.array(reportStepSchema),
  abilities: reportAbilitiesSchema,
});
export type Report = z.infer<typeof reportSchema>;

/** One unit that has to hand in for a period, and how it stands. */
export const handInDutySchema = z.object({
  division: z.string(),
  divisionName: z.string(),
  kind: reportKindSchema,
  period: z.string(),
  dueOn: z.iso.date().nullable(),
  /** 未起草, 起草中, 已报送，待审收, 已退回, 已接收 */
  standing: z.string(),
  reportId: z.number().int().nullable(),
  handedInOn: z.iso.date().nullable(),
  onTime: z.boolean().nullable(),
  /** not accepted and the day has passed */
  isOverdue: z.boolean(),
});
export type HandInDuty = z.infer<typeof handInDutySchema>;
