/** The self-check of the counters: every figure recounted from the records. */
import { z } from 'zod';

export const figureCheckSchema = z.object({
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** districts that were recounted */
  districts: z.number().int(),
  /** figures that differ from a recount; must be 0 */
  drifted: z.number().int(),
  /** the first of them: number of the measure, 12-digit key of the district */
  drift: z.array(z.object({ measure: z.number().int(), division: z.string() })),
});
export type LastCheck = z.infer<typeof figureCheckSchema>;
