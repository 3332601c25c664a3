/**
 * Lists as PostgreSQL reads them (`{1,"a b",NULL}`), for one parameter a column: for many rows at once far quicker than the driver's own
 * lists, and for the database a third of the work of the same rows as JSON. A list within the list becomes a text, to be cast to its type.
 */
export function arrayText(values: readonly unknown[]): string {
  let text = '{';
  for (let index = 0; index < values.length; index += 1) text += index === 0 ? elementText(values[index]) : `,${elementText(values[index])}`;
  return `${text}}`;
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
