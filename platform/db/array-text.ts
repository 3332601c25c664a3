/**
 * Lists as PostgreSQL reads them (`{1,"a b",NULL}`), for one parameter a column: for many rows at once far quicker than the driver's own
 * lists, and for the database a third of the work of the same rows as JSON. A list within the list becomes a text, to be cast to its type.
 */
export function arrayText(values: readonly unknown[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

/** The same for one column of `unnest` with several: PostgreSQL fills a shorter list up with nulls, so a column of nulls need not be written out. */
export function columnText(values: readonly unknown[]): string {
  return values.every((value) => value === null || value === undefined) ? '{}' : arrayText(values);
}

function elementText(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Date) return quoted(value.toISOString());
  if (Array.isArray(value)) return quoted(arrayText(value));
  return quoted(JSON.stringify(value));
}

const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;

function quoted(text: string): string {
  return SPECIAL.test(text) ? `"${text.replace(ALL_SPECIAL, String.raw`\$&`)}"` : `"${text}"`;
}
