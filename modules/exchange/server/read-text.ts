import type { z } from 'zod';

/** What another installation said. @returns undefined for what is no JSON and for what has another form */
export function readText<S extends z.ZodType>(text: string, schema: S): z.output<S> | undefined {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return undefined;
  }
  return schema.safeParse(told).data;
}
