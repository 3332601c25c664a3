import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#platform/audit/audit.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { SEED, trials } from '#tests/support/sizes.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { testStorage } from '#tests/support/files.ts';
import { inspectBackup } from './inspect-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const KEY = { master: Buffer.alloc(32, 7), check: 'key-1', file: '/keys/master' };
const NOW = new Date('2023-11-20T04:00:00.000Z');

describe('backup and restore', { timeout: 120_000 }, () => {
  let folder: string;
  let file: string;
  let source: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wotu-backup-'));
    file = path.join(folder, 'day.wotu');
    source = await createTestDatabase();
    const context = testContext(source.db);
    for (const text of ['一', '引号"与\\反斜杠\n换行\t制表', '']) {
      await inTransaction(source.db, (tx) =>
        audit(tx, context, { action: 'test.written', subject: { type: 'test', id: text, district: 440103 }, details: { text } }),
      );
    }
    await sql`select nextval('record_numbers') from generate_series(1, 41)`.execute(source.owner);
    await writeBackup({ owner: source.ownerConnection, file, now: NOW, key: KEY, storage: testStorage() });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const restoreInto = (target: TestDatabase, from = file, key = KEY) =>
    restoreBackup({ owner: target.ownerConnection, file: from, key, mayBeFilled: new Set(), storage: testStorage() });

  it('is written with the key in force only, and leaves nothing where it is refused', async () => {
    const other = await createTestDatabase();
    await sql`insert into master_key_checks (cipher, key_check) values ('personal-data', 'key-2') on conflict (cipher) do update set key_check = excluded.key_check`.execute(
      other.owner,
    );
    const refused = path.join(folder, 'refused.wotu');
    const written = writeBackup({ owner: other.ownerConnection, file: refused, now: NOW, key: KEY, storage: testStorage() });
    await expect(written).rejects.toMatchObject({ code: 'BACKUP_KEY_NOT_IN_FORCE' });
    expect((await readdir(folder)).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  it('brings every row and sequence back', async () => {
    const target = await createTestDatabase();
    const totals = await restoreInto(target);
    expect(totals.tables.find(({ name }) => name === 'audit_entries')?.rows).toBe(3);
    expect(await entriesOf(target.owner)).toEqual(await entriesOf(source.owner));
    const next = await sql<{ number: number }>`select nextval('record_numbers') as number`.execute(target.db);
    expect(next.rows[0]?.number).toBe(42);
  });

  it('writes a file that only its owner can read, and leaves no part behind', async () => {
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readdir(folder)).toEqual(['day.wotu']);
  });

  it('refuses a database that holds rows, and changes nothing in it', async () => {
    const before = await entriesOf(source.owner);
    await expect(restoreInto(source)).rejects.toMatchObject({ code: 'BACKUP_TARGET_NOT_EMPTY' });
    expect(await entriesOf(source.owner)).toEqual(before);
  });

  it('refuses another master key, also one that pretends to be the same', async () => {
    const target = await createTestDatabase();
    await expect(restoreInto(target, file, { ...KEY, check: 'key-2' })).rejects.toMatchObject({ code: 'BACKUP_KEY_DIFFERS' });
    await expect(restoreInto(target, file, { ...KEY, master: Buffer.alloc(32, 8) })).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  });

  it('is encrypted: nothing of it can be read without the key', async () => {
    const bytes = await readFile(file);
    for (const word of ['audit_entries', 'test.written', '反斜杠']) expect(bytes.includes(word)).toBe(false);
    // zstd's own mark stands nowhere near the beginning
    expect(bytes.subarray(0, 400).includes(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))).toBe(false);
  });

  it('is inspected without a database, with the rows that a restore would bring', async () => {
    const { rows, tables, createdAt } = await inspectBackup(file, KEY);
    expect(createdAt).toEqual(NOW);
    expect(tables.find(({ name }) => name === 'audit_entries')?.rows).toBe(3);
    expect(rows).toBe(tables.reduce((sum, table) => sum + table.rows, 0));
  });

  it('restores nothing from a file that is cut off, damaged, empty or something else, and says which', async () => {
    const target = await createTestDatabase();
    const whole = await readFile(file);
    const flipped = (at: number) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      return bytes;
    };
    const cases: [Buffer, string][] = [
      [whole.subarray(0, whole.length - 1), 'BACKUP_TRUNCATED'],
      [whole.subarray(0, 300), 'BACKUP_TRUNCATED'],
      [whole.subarray(0, 14), 'BACKUP_TRUNCATED'],
      [whole.subarray(0, 5), 'BACKUP_TRUNCATED'],
      [flipped(whole.length - 20), 'BACKUP_DAMAGED'],
      [flipped(Math.floor(whole.length / 2)), 'BACKUP_DAMAGED'],
      [flipped(whole.indexOf('createdAt') + 13), 'BACKUP_DAMAGED'],
      [Buffer.concat([whole, Buffer.from('more')]), 'BACKUP_DAMAGED'],
      [Buffer.from('PK\u0003\u0004'), 'BACKUP_NOT_READABLE'],
      [Buffer.alloc(0), 'BACKUP_NOT_READABLE'],
      [Buffer.alloc(5000), 'BACKUP_NOT_READABLE'],
    ];
    const broken = path.join(folder, 'broken.wotu');
    for (const [index, [bytes, code]] of cases.entries()) {
      await writeFile(broken, bytes);
      await expect(restoreInto(target, broken), `case ${index}`).rejects.toMatchObject({ code });
      await expect(inspectBackup(broken, KEY), `case ${index} inspected`).rejects.toMatchObject({ code });
    }
    await expect(restoreInto(target, path.join(folder, 'absent.wotu'))).rejects.toMatchObject({
      code: 'BACKUP_NOT_FOUND',
      message: expect.stringContaining('没有这个文件'),
    });
    await expect(inspectBackup(folder, KEY)).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND', message: expect.stringContaining('文件夹') });
    expect(await entriesOf(target.owner)).toEqual([]);
  });

  it('notices any single change anywhere', async () => {
    const whole = await readFile(file);
    const broken = path.join(folder, 'broken.wotu');
    const places = fc.sample(fc.integer({ min: 0, max: whole.length - 1 }), { numRuns: trials(60, 2000), seed: SEED });
    for (const at of places) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x20;
      await writeFile(broken, bytes);
      await expect(inspectBackup(broken, KEY), `byte ${at}`).rejects.toMatchObject({ code: expect.stringMatching(/^BACKUP_/) as string });
    }
  });
});

async function entriesOf(db: Database): Promise<unknown[]> {
  return (await sql`select * from audit_entries order by district, number`.execute(db)).rows;
}
