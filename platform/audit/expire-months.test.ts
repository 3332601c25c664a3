import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#platform/config/config.ts';
import { inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { audit } from './audit.ts';
import { makeDailyRoot } from './daily-root.ts';
import { decodeHeads, encodeHeads } from './heads-file.ts';
import { exportTrail, verifyExports } from './export-trail.ts';
import { expireMonths } from './expire-months.ts';
import { verifyAudit } from './verify-audit.ts';

describe('the time for which the trail is kept', async () => {
  const { db, owner, ownerConnection } = await createTestDatabase();
  const key = testContext(db).platform.cipher.auditKey;
  const write = (now: string, district: number) => {
    const context = testContext(db, { now });
    return inTransaction(db, (tx) => audit(tx, context, { action: 'test.written', subject: { type: 'test', id: 1, district } }));
  };

  it('is a year and a day, and never under 184 days', () => {
    expect(readConfig({}).auditDays).toBe(366);
    expect(readConfig({ WOTU_AUDIT_DAYS: '184' }).auditDays).toBe(184);
    for (const days of ['183', '0', '-1', '一年', '1e9']) expect(() => readConfig({ WOTU_AUDIT_DAYS: days })).toThrow(/184/);
  });

  it('drops whole months that are over, and the trail goes on from signed checkpoints', async () => {
    await write('2023-01-15T04:00:00Z', 410402);
    await write('2023-01-20T04:00:00Z', 440103);
    await write('2023-02-10T04:00:00Z', 410402);
    await write('2023-08-10T04:00:00Z', 410402);
    const noted = await makeDailyRoot(testContext(db, { now: '2023-08-11T04:00:00Z' }));
    const later = testContext(db, { now: '2023-08-20T04:00:00Z' });
    // 184 days before lies in February, so February stays
    expect(await expireMonths(later, ownerConnection, 184)).toEqual(['2023-01-01']);
    expect(await expireMonths(later, ownerConnection, 184)).toEqual([]);
    const { rows } = await sql`select district, number from audit_entries where district > 0 order by district, number`.execute(db);
    expect(rows).toEqual([
      { district: 410402, number: 2 },
      { district: 410402, number: 3 },
    ]);
    expect((await verifyAudit(db, key, noted)).findings).toEqual([]);
    const lines = await Array.fromAsync(exportTrail(later, { from: '1900-01-01', to: '2023-08-01' }));
    expect((await verifyExports([asLines(lines)], key, noted)).findings).toEqual([]);
  });

  it('shows a month that somebody else dropped, and a checkpoint that somebody else wrote', async () => {
    const seen: unknown[] = [];
    const undone = inTransaction(owner, async (tx) => {
      await sql`drop table audit_months.m2023_02`.execute(tx);
      seen.push((await verifyAudit(tx, key)).findings);
      await sql`insert into audit_checkpoints select district, '2023-02-01', number - 1, previous_hash, at, repeat('0', 64)
        from audit_entries where district = 410402 and number = 3`.execute(tx);
      seen.push((await verifyAudit(tx, key)).findings);
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect(seen).toEqual([[{ district: 410402, number: 2, problem: 'missing' }], [{ district: 410402, number: 2, problem: 'checkpointForged' }]]);
    expect((await verifyAudit(db, key)).findings).toEqual([]);
  });

  it('takes the owner: the application can neither drop a month nor write a checkpoint', async () => {
    for (const statement of [
      'drop table audit_months.m2023_02',
      'delete from audit_months.m2023_02',
      'select from audit_months.m2023_02',
      'alter table audit_entries detach partition audit_months.m2023_02',
      'insert into audit_checkpoints select * from audit_checkpoints',
      'delete from audit_roots',
      `update audit_roots set root = ''`,
    ])
      await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/permission denied|must be owner/);
  });

  it('keeps a chain in its month when a clock goes back', async () => {
    await write('2024-03-01T04:00:00Z', 999999);
    await write('2024-02-01T04:00:00Z', 999999);
    const { rows } = await sql`select month from audit_entries where district = 999999`.execute(db);
    expect(rows).toEqual([{ month: '2024-03-01' }, { month: '2024-03-01' }]);
    expect((await verifyAudit(db, key)).findings).toEqual([]);
  });
});

describe('daily roots', async () => {
  const { db } = await createTestDatabase();
  const on = (now: string) => testContext(db, { now });
  const key = on('2023-01-01T00:00:00Z').platform.cipher.auditKey;

  it('are made once a day, each after the one before, and read back only as they were written', async () => {
    const context = on('2023-11-20T04:00:00Z');
    await inTransaction(db, (tx) => audit(tx, context, { action: 'test.written', subject: { type: 'test', id: 1, district: 410402 } }));
    const first = await makeDailyRoot(context);
    expect(await makeDailyRoot(on('2023-11-20T09:00:00Z'))).toBeUndefined();
    const second = await makeDailyRoot(on('2023-11-21T04:00:00Z'));
    expect(second?.previous).toBe(first?.signature);
    if (!second) throw new Error('no root');
    const text = encodeHeads(second);
    expect(decodeHeads(text, key)).toEqual(second);
    for (const changed of [text.replace('2023-11-21', '2023-11-22'), text.replace('410402', '410403'), text.slice(1), '{}', ''])
      expect(decodeHeads(changed, key)).toBeUndefined();
    expect(decodeHeads(text, createSecretKey(Buffer.alloc(32)))).toBeUndefined();
  });
});

async function* asLines(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}
