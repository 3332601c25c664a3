import type { Register } from '../contract/record.ts';

/** Where one record is read: an organization has a page of its own. */
export function pageOfRecord({ register }: Register, id: string): { to: string; params: Record<string, string> } {
  if (register === 'organizations') return { to: '/organizations/$id', params: { id } };
  return { to: '/evidence/$register/$id', params: { register, id } };
}
