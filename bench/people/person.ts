/** Who uses the platform in `bench/run-people.ts`. */

export const KINDS = {
  visitor: { share: 0.3, name: 'residents on public pages, not signed in' },
  resident: { share: 0.1, name: 'residents signed in by telephone' },
  volunteer: { share: 0.15, name: 'volunteers' },
  leader: { share: 0.1, name: 'leaders of organizations' },
  committee: { share: 0.18, name: 'residents’ committees' },
  street: { share: 0.1, name: 'street clerks' },
  district: { share: 0.05, name: 'district offices' },
  city: { share: 0.02, name: 'city offices' },
} as const;
export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

export interface Person {
  kind: Kind;
  /** as the reverse proxy would tell it: everybody's own */
  address: string;
  cookie: string;
  /** 12-digit code: the jurisdiction of an office, the community of everybody else */
  place: string;
  /** of a leader: what is led, and the cookie of the committee that hands out the code */
  leads?: { organization: string; committee: string };
}
