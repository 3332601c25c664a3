import type { FormValues } from '#platform/registers/record-form.ts';

/** A filed group as a form sends it, with all that a record of the ledger must have. */
export function filedGroup(name: string, div: string | number, more: FormValues = {}): FormValues {
  const filed = { tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', leaderName: '周晨', memberCount: 9, isHub: false };
  return { name, div: String(div), ...filed, ...more };
}
