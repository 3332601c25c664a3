import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { audit } from './audit.ts';
import { verifyAudit } from './verify-audit.ts';

describe('verifyAudit', async () => {
  const { db, owner } = await createTestDatabase();
  const context = testContext(db);
  const key = context.platform.cipher.auditKey;

  beforeEach(async () => {
    await sql`truncate audit_entries, audit_heads`.execute(owner);
    for (const district of [0, 440103, 440103, 440103]) {
      await inTransaction(db, (tx) => audit(tx, context, { action: 'test.written', subject: { type: 'test', id: 1, district }, details: { b: 1, a: '二' } }));
    }
  });

  it('finds nothing in an untouched trail', async () => {
    expect(await verifyAudit(db, key)).toEqual({ chains: 2, entries: 4, findings: [] });
  });

  it.each([
    ['a changed field', `update audit_entries set actor_name = '别人' where district = 440103 and number = 2`, { number: 2, problem: 'changed' }],
    ['changed details', `update audit_entries set details = '{"a":"三","b":1}' where district = 440103 and number = 2`, { number: 2, problem: 'changed' }],
    ['a removed entry', 'delete from audit_entries where district = 440103 and number = 2', { number: 2, problem: 'missing' }],
    ['a cut-off end that leaves its head', 'delete from audit_entries where district = 440103 and number = 3', { number: 2, problem: 'headDiffers' }],
    ['a removed head', 'delete from audit_heads where district = 440103', { number: 3, problem: 'headDiffers' }],
    ['a removed chain', 'delete from audit_entries where district = 440103', { number: 0, problem: 'headDiffers' }],
  ])('finds %s', async (_name, tamper, finding) => {
    await tamperWith(owner, tamper);
    expect((await verifyAudit(db, key)).findings).toEqual([{ district: 440103, ...finding }]);
  });

  it('finds a trail written under another key', async () => {
    expect((await verifyAudit(db, createSecretKey(Buffer.alloc(32)))).findings).toHaveLength(2);
  });
});

function tamperWith(owner: Database, statement: string): Promise<unknown> {
  return sql.raw(statement).execute(owner);
}
