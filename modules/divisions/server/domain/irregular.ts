import { z } from 'zod';

const origin = { source: z.string().min(1), reason: z.string().min(1) };
const codes = z.array(z.string().regex(/^(\d{4}|\d{6}|\d{9}|\d{12})$/)).min(1);

/** Shape of `data/irregular.yaml`: where the official tree and the tree of civil affairs differ. */
export const irregularSchema = z.strictObject({
  edition: z.iso.date(),
  provinceDirectCities: z.strictObject({ codes, ...origin }),
  uncounted: z.array(z.strictObject({ codes, ...origin })),
  zones: z.strictObject({ from: z.number().int(), to: z.number().int(), ...origin }),
  regrouped: z.array(
    z.strictObject({
      key: z.string().regex(/^\d{6}0{6}$/),
      name: z.string().min(1),
      parent: z.string().regex(/^\d{4}0{8}$/),
      townships: codes,
      ...origin,
    }),
  ),
});
export type Irregular = z.infer<typeof irregularSchema>;
