import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#platform/audit/audit.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { testStorage } from '#tests/support/files.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const NOW = new Date('2023-11-20T04:00:00.000Z');

describe('backup and restore', () => {
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
    await writeBackup({ owner: source.ownerConnection, file, now: NOW, keyCheck: 'key-1', storage: testStorage() });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const restoreInto = (target: TestDatabase, from = file, keyCheck = 'key-1') =>
    restoreBackup({ owner: target.ownerConnection, file: from, keyCheck, keyFile: '/keys/master', mayBeFilled: new Set(), storage: testStorage() });

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

  it('refuses another master key', async () => {
    await expect(restoreInto(await createTestDatabase(), file, 'key-2')).rejects.toMatchObject({ code: 'BACKUP_KEY_DIFFERS' });
  });

  it('restores nothing from a file that was cut off, changed, or is something else', async () => {
    const target = await createTestDatabase();
    const whole = await readFile(file);
    const changed = Buffer.from(whole);
    changed[whole.length - 20] = (changed[whole.length - 20] ?? 0) ^ 0xff;
    const cases = [whole.subarray(0, whole.length - 9), whole.subarray(0, 200), whole.subarray(0, 14), changed, Buffer.from('PK\u0003\u0004'), Buffer.alloc(0)];
    for (const bytes of cases) {
      const broken = path.join(folder, 'broken.wotu');
      await writeFile(broken, bytes);
      await expect(restoreInto(target, broken)).rejects.toMatchObject({ code: 'BACKUP_NOT_READABLE' });
    }
    await expect(restoreInto(target, path.join(folder, 'absent.wotu'))).rejects.toMatchObject({ code: 'BACKUP_NOT_READABLE' });
    expect(await entriesOf(target.owner)).toEqual([]);
  });
});

async function entriesOf(db: Database): Promise<unknown[]> {
  return (await sql`select * from audit_entries order by district, number`.execute(db)).rows;
}
