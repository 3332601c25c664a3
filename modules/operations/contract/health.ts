import { z } from 'zod';

/** One thing that was looked at, with what to do when it is not well. */
export const healthItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['good', 'warning', 'bad', 'unknown']),
  /** how it stands, in words */
  text: z.string(),
  /** what to do; empty when all is well */
  advice: z.string(),
});
export type HealthItem = z.output<typeof healthItemSchema>;

export const slowStatementSchema = z.object({ text: z.string(), count: z.number().int(), averageMs: z.number(), longestMs: z.number() });

export const healthSchema = z.object({
  lookedAt: z.iso.datetime(),
  items: z.array(healthItemSchema),
  slow: z.object({ source: z.enum(['server', 'process']), statements: z.array(slowStatementSchema) }),
});
export type Health = z.output<typeof healthSchema>;
