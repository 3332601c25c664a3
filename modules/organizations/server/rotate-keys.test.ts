import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { announceKey, learnKeys } from '#platform/crypto/data-keys.ts';
import { createPersonalDataCipher } from '#platform/crypto/personal-data-cipher.ts';
import { reEncrypt } from '#platform/crypto/re-encrypt.ts';
import { inTransaction } from '#platform/db/database.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { encryptedColumnsOf } from '#platform/registers/encrypted-columns.ts';
import { revealRecord } from '#platform/registers/reveal-record.ts';
import { createRegisters } from '#platform/registers/registers.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { createFactExchange } from '#platform/facts/fact-exchange.ts';
import { loadTestDivisions } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { treeOfRegisters } from './public.ts';
import { organizationSheet } from './sheets.ts';

describe('a new key while people work', async () => {
  const { db } = await createTestDatabase();
  const registers = createRegisters([organizationSheet], treeOfRegisters);
  const context = { ...testContext(db, { facts: createFactExchange([], []) }) };
  await loadTestDivisions(context);
  const { cipher } = context.platform;
  const add = (name: string, phone: string) =>
    createRecord(context, registers, 'organizations', {
      name,
      div: '410402001001',
      tier: '台账',
      category: '其他',
      establishedOn: '2022-01-01',
      leaderName: '王某',
      leaderPhone: phone,
      memberCount: 5,
      isHub: false,
    });
  const keysUsed = async () =>
    (await sql<{ key: string }>`select distinct split_part(leader_phone_cipher, '.', 1) as key from organizations order by 1`.execute(db)).rows.map(
      ({ key }) => key,
    );
  const idsOf = async (number: string) =>
    (await listRecords(context, registers, 'organizations', { limit: 10, withTotal: false, state: 'all', filters: {}, number })).items.map(({ id }) =>
      Number(id),
    );

  it('is known before it is used, reads old and new, finds both, and writes all anew', async () => {
    const old = await add('旧社', '13812345678');
    const later = new Date(context.now.getTime() + 60_000);
    expect(await inTransaction(db, (tx) => announceKey(tx, cipher, context.now))).toBe('k2');
    await learnKeys(db, cipher, context.now);
    expect(cipher.currentKey()).toBe('k1');
    const other = createPersonalDataCipher(Buffer.alloc(32, 7));
    await learnKeys(db, other, later);
    expect(other.currentKey()).toBe('k2');
    // the one that still writes with the old key can read what the other writes
    expect(cipher.decrypt(other.encrypt('13900000000', 'p'), 'p')).toBe('13900000000');
    await learnKeys(db, cipher, later);
    const young = await add('新社', '13987654321');
    expect(await keysUsed()).toEqual(['k1', 'k2']);
    expect(await idsOf('13812345678')).toEqual([old.id]);
    expect(await idsOf('13987654321')).toEqual([young.id]);
    expect(await reEncrypt(context, encryptedColumnsOf(registers))).toBe(1);
    expect(await reEncrypt(context, encryptedColumnsOf(registers))).toBe(0);
    expect(await keysUsed()).toEqual(['k2']);
    expect(await idsOf('13812345678')).toEqual([old.id]);
    expect(await revealRecord(context, registers, 'organizations', old.id, '核对')).toEqual({ leaderPhone: '13812345678' });
  });

  it('lies in the database under the master key only', async () => {
    const { rows } = await sql<{ wrapped: string }>`select wrapped from data_keys`.execute(db);
    const wrapped = rows[0]?.wrapped ?? '';
    expect(cipher.unwrap(wrapped)).toHaveLength(32);
    expect(() => createPersonalDataCipher(Buffer.alloc(32, 8)).unwrap(wrapped)).toThrow('changed');
    await expect(sql`delete from data_keys`.execute(db)).rejects.toThrow('permission denied');
  });

  it('is no stranger: a value under an unknown key is refused, a changed one too', () => {
    expect(() => cipher.decrypt('k9.AAAA', 'p')).toThrow('unknown key');
    const stored = cipher.encrypt('13900000000', 'p');
    expect(() => cipher.decrypt(stored.replace(/^k2/, 'k1'), 'p')).toThrow('changed');
    expect(() => cipher.decrypt(stored, 'q')).toThrow('changed');
  });
});
