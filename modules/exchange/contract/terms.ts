import { z } from 'zod';

/** The register of figures, beside those of records. */
export const FIGURES = 'figures';

const registerName = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*$/);

/** What is sent, agreed by both sides: registers with named columns, plans whose figures go along. */
export const termsSchema = z.object({
  registers: z.array(z.object({ register: registerName, columns: z.array(z.string().max(60)).min(1).max(100) })).max(40),
  plans: z.array(z.string().max(60)).max(20),
});
export type Terms = z.output<typeof termsSchema>;
