/** Rules with the words people read, as forms, desks and the editor show them. */
import { z } from 'zod';
import { settingSchema } from './rule-set-file.ts';
import { GROUNDS, MATERIALS, PROCEDURES, SETTINGS, STATUSES, wordsOf } from './workflow.ts';

const words = z.array(z.string());

export const diagramSchema = z.object({
  nodes: z.array(z.object({ id: z.string(), label: z.string(), kind: z.enum(['start', 'middle', 'end']) })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), action: z.string(), label: z.string(), by: words })),
});

export const presentedRulesSchema = z.object({
  procedures: z.array(
    z.object({
      procedure: z.enum(wordsOf(PROCEDURES)),
      label: z.string(),
      enabled: z.boolean(),
      clause: z.string(),
      startsFrom: z.array(z.enum(wordsOf(STATUSES))),
      materials: z.array(
        z.object({ material: z.enum(wordsOf(MATERIALS)), label: z.string(), required: z.boolean(), clause: z.string(), note: z.string().nullable() }),
      ),
      grounds: z.array(z.object({ ground: z.enum(wordsOf(GROUNDS)), label: z.string() })),
      clocks: z.array(z.object({ state: z.string(), setting: z.enum(wordsOf(SETTINGS)), whose: z.string(), expiry: z.enum(['lapse', 'escalate']) })),
      transitions: z.array(
        z.object({
          from: z.string(),
          action: z.string(),
          to: z.string(),
          by: words,
          when: words,
          guards: words,
          advice: words,
          effects: words,
          notices: words,
          clause: z.string(),
        }),
      ),
      diagram: diagramSchema,
    }),
  ),
  settings: z.array(
    z.object({
      setting: z.enum(wordsOf(SETTINGS)),
      label: z.string(),
      value: settingSchema.shape.value,
      basis: settingSchema.shape.basis,
      clause: z.string(),
      note: z.string().nullable(),
    }),
  ),
});

export const ruleChangeSchema = z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() });

export const ruleSetSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  note: z.string().nullable(),
  reason: z.string(),
  division: z.string(),
  divisionName: z.string(),
  publishedAt: z.string(),
  mayEdit: z.boolean(),
});
