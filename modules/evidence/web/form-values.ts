import type { EvidenceRecord } from '../contract/record.ts';

export type FormValue = EvidenceRecord['values'][string];
export type FormValues = Record<string, FormValue>;

function same(one: FormValue | undefined, other: FormValue | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** The fields that differ from what is stored; emptied ones as null. Masked values left alone are not among them. */
export function changedValues(stored: FormValues, edited: FormValues): FormValues {
  const entries = Object.entries(edited).filter(([field, value]) => !same(stored[field], value));
  return Object.fromEntries(entries.map(([field, value]) => [field, value === '' ? null : value]));
}
