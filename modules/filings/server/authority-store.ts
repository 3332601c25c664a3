/** What an authority is called in documents, and how it numbers them. */
import { sql } from 'kysely';
import { findDivisions, readChildren } from '#modules/divisions/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { organCodeOf, organNameOf } from './domain/issuing-organ.ts';
import type { Rules } from './domain/resolve-rules.ts';

/** What the office said itself. */
export interface OwnAuthority {
  organ: string | null;
  code: string | null;
  filingFormat: string | null;
  noticeFormat: string | null;
}

export interface Authority {
  div: number;
  organ: string;
  code: string;
  own: OwnAuthority;
  version: number;
}

const NOTHING_SAID: OwnAuthority & { version: number } = { organ: null, code: null, filingFormat: null, noticeFormat: null, version: 0 };
const PLAIN = { filing: '{authority}社备〔{year}〕{number}号', notice: '{authority}社通〔{year}〕{number}号' } as const;
const COUNTY = 1e6;

export async function readAuthority(db: Database | Transaction, div: number): Promise<Authority> {
  const county = div - (div % COUNTY);
  const divisions = await findDivisions(db, [div, county]);
  const division = divisions.get(div);
  if (!division) throw new Error(`no division ${div} has an office`);
  const { rows } = await sql<OwnAuthority & { version: number }>`
    select organ, code, filing_format as "filingFormat", notice_format as "noticeFormat", version from filing_authorities
    where district = ${districtOf(div)} and div = ${div}`.execute(db);
  const { version, ...own } = rows[0] ?? NOTHING_SAID;
  return { div, organ: own.organ ?? organNameOf(division, divisions.get(county)), code: own.code ?? organCodeOf(division), own, version };
}

/** More streets than any county has. */
const MOST_STREETS = 500;

/** The county of a district and its streets: whoever numbers there, with the name its numbers begin with. */
export async function listAuthorities(db: Database | Transaction, district: number): Promise<Pick<Authority, 'div' | 'organ' | 'code'>[]> {
  const county = district * COUNTY;
  const streets = await readChildren(db, county, 0, MOST_STREETS, false);
  const own = (await findDivisions(db, [county])).get(county);
  const { rows } = await sql<{ div: number; organ: string | null; code: string | null }>`
    select div, organ, code from filing_authorities where district = ${district}`.execute(db);
  const said = new Map(rows.map((row) => [row.div, row]));
  return [...(own ? [own] : []), ...streets].map((division) => ({
    div: division.key,
    organ: said.get(division.key)?.organ ?? organNameOf(division, own),
    code: said.get(division.key)?.code ?? organCodeOf(division),
  }));
}

/** The pattern of a series: the authority's own, else that of the rules. */
export function formatOf({ own }: Authority, rules: Pick<Rules, 'settings'>, series: 'filing' | 'notice'): string {
  const said = series === 'filing' ? own.filingFormat : own.noticeFormat;
  const setting = rules.settings.get(series === 'filing' ? 'filingNumberFormat' : 'noticeNumberFormat')?.value;
  return said ?? (typeof setting === 'string' ? setting : PLAIN[series]);
}
