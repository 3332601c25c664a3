/** Cursor pages: the cursor is opaque to callers; `total` is a true count, made only when asked for. */
import { z } from 'zod';

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
  withTotal: z.stringbool().default(false),
});
export type PageQuery = z.output<typeof pageQuerySchema>;

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().nullable() });
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number | null;
}

const cursorSchema = z.array(z.union([z.string(), z.number(), z.null()]));

/** Packs the sort values of the last row. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(values))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @returns the sort values, or undefined when the text is no cursor of ours. */
export function decodeCursor(cursor: string): (string | number | null)[] | undefined {
  if (cursor === '') return undefined;
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.codePointAt(0) ?? 0);
    const values: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return cursorSchema.parse(values);
  } catch {
    return undefined;
  }
}
