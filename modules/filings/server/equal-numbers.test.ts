import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { readAuthority } from './authority-store.ts';
import { setAuthority } from './commands/set-authority.ts';
import { giveNumber } from './number-store.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const [ONE, OTHER] = [410402001000, 410402002000];
const officeOf = (div: number): Context => ({ ...operator, actor: actorAs('streetStaff', div, 'township') });
const call = (div: number, code: string | null, version = 0) =>
  setAuthority(officeOf(div), { version, organ: null, code, filingFormat: null, noticeFormat: null });
const give = (div: number, series: 'filing' | 'notice' = 'filing') =>
  inTransaction(db, async (tx) => {
    const authority = await readAuthority(tx, div);
    return giveNumber(tx, { authority, series, format: '{authority}社备〔{year}〕{number}号', subjectName: '合唱队', organizationId: null, on: '2023-11-20' });
  });

beforeAll(() => loadDivisions(operator, { scope: ['410402'] }), 60_000);

describe('two offices of one district', () => {
  it('cannot take the same short name for their numbers, nor that which another bears by its own name', async () => {
    await call(ONE, '新曙');
    await expect(call(OTHER, '新曙')).rejects.toMatchObject({ code: 'AUTHORITY_CODE_TAKEN', details: { code: '新曙' } });
    const { code } = await readAuthority(db, OTHER);
    await expect(call(ONE, code, 1)).rejects.toMatchObject({ code: 'AUTHORITY_CODE_TAKEN' });
    await call(ONE, '新曙', 1);
  });

  it('never give equal numbers, at the same moment either, whatever stands in their settings', async () => {
    // as it was settled before that was refused
    await sql`insert into filing_authorities (district, div, code, version, updated_at, updated_by) values (410402, ${OTHER}, '新曙', 1, now(), '1')`.execute(
      owner,
    );
    const numbers = await Promise.all([ONE, OTHER, ONE, OTHER, ONE, OTHER].map((div) => give(div)));
    expect(new Set(numbers).size).toBe(6);
    const { rows } = await sql<{ reason: string }>`select distinct void_reason as reason from filing_given_numbers where void_reason is not null`.execute(
      owner,
    );
    expect(rows).toEqual([{ reason: '本县（区）另一单位已用这个编号' }]);
    expect(await give(ONE, 'notice')).toBe('新曙社备〔2023〕1号');
  });
});
