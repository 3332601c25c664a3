import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { cloneTestDatabase, createTestDatabase } from '#tests/support/database.ts';
import { testStorage } from '#tests/support/files.ts';
import { announceKey, learnKeys } from './data-keys.ts';
import { keyCheckOf } from './key-check.ts';
import { readOrMakeMasterKey } from './master-key.ts';
import { nextKeyFile, replacedKeyFile } from './master-key-files.ts';
import { followMasterKey, openCipher } from './open-cipher.ts';
import { prepareMasterKey, rotateMasterKey } from './rotate-master-key.ts';

describe('another master key', async () => {
  const { db, owner, ownerConnection } = await createTestDatabase();
  const root = await mkdtemp(path.join(tmpdir(), 'wotu-master-'));
  afterAll(() => rm(root, { recursive: true, force: true }));
  const now = new Date('2023-11-20T05:00:00.000Z');
  let file = '';

  /** What a process does at its start, with the key file that lies there. */
  async function start(from = file) {
    const { key } = await readOrMakeMasterKey(from);
    const cipher = await openCipher(db, key, from);
    await learnKeys(db, cipher, now);
    return cipher;
  }
  async function process(): Promise<Context> {
    const context = testContext(db);
    return { ...context, platform: { ...context.platform, cipher: await start() } };
  }

  beforeEach(async () => {
    await sql`delete from master_key_checks`.execute(owner);
    await sql`delete from data_keys`.execute(owner);
    const folder = await mkdtemp(path.join(root, 'keys-'));
    file = path.join(folder, 'master');
  });

  it('opens everything that the old one did, index and audit chain too, and keeps the old one beside it', async () => {
    const context = await process();
    const { cipher } = context.platform;
    const first = cipher.encrypt('13812345678', 'p');
    await inTransaction(db, (tx) => announceKey(tx, cipher, context.now, 0));
    await learnKeys(db, cipher, now);
    const second = cipher.encrypt('13987654321', 'p');
    const old = await readFile(file);
    const { before, after } = await rotateMasterKey(context, ownerConnection, file);
    expect(after).not.toBe(before);
    expect((await readdir(path.dirname(file))).toSorted()).toEqual(['master', `master.${before}`].toSorted());
    expect(await readFile(`${file}.${before}`)).toEqual(old);
    for (const each of [await start(), cipher]) {
      expect([each.decrypt(first, 'p'), each.decrypt(second, 'p'), each.currentKey()]).toEqual(['13812345678', '13987654321', 'k2']);
      expect(each.blindIndex('13812345678', 'phone')).toBe(cipher.blindIndex('13812345678', 'phone'));
      expect(each.digest('13812345678', 'phone')).toBe(cipher.digest('13812345678', 'phone'));
    }
    await rotateMasterKey({ ...context, platform: { ...context.platform, cipher: await start() } }, ownerConnection, file);
    const third = await start();
    expect([third.decrypt(first, 'p'), third.decrypt(second, 'p')]).toEqual(['13812345678', '13987654321']);
    expect(await verifyAudit(db, third.auditKey)).toMatchObject({ findings: [] });
    const { rows } = await sql<{ action: string }>`select action from audit_entries where action = 'master-key.rotated'`.execute(db);
    expect(rows).toHaveLength(2);
  });

  it('makes the old one useless for the database as it is then', async () => {
    const context = await process();
    await inTransaction(db, (tx) => announceKey(tx, context.platform.cipher, context.now, 0));
    const { before, after } = await rotateMasterKey(context, ownerConnection, file);
    const elsewhere = path.join(await mkdtemp(path.join(root, 'other-')), 'master');
    await copyFile(`${file}.${before}`, elsewhere);
    await expect(start(elsewhere)).rejects.toThrow(`（编号 ${before}）不是这份数据所用的那一把（编号 ${after}）`);
  });

  it('is followed by processes that run meanwhile, which learn the data keys made after it', async () => {
    const context = await process();
    const running = await start();
    await rotateMasterKey(context, ownerConnection, file);
    // under the old one a new data key could be read by nobody
    await expect(inTransaction(db, (tx) => announceKey(tx, running, now, 0))).rejects.toMatchObject({ code: 'MASTER_KEY_CHANGED' });
    await inTransaction(db, (tx) => announceKey(tx, context.platform.cipher, context.now, 0));
    expect(await followMasterKey(db, running, file)).toBeUndefined();
    await learnKeys(db, running, now);
    await learnKeys(db, context.platform.cipher, now);
    expect(running.decrypt(context.platform.cipher.encrypt('13800000000', 'p'), 'p')).toBe('13800000000');
    expect(running.currentKey()).toBe('k2');
  });

  it('is told to a machine that has it not, and taken over there once it was copied', async () => {
    const context = await process();
    const { number } = await prepareMasterKey(file);
    const away = path.join(await mkdtemp(path.join(root, 'away-')), 'master');
    await copyFile(file, away);
    const cipher = await start(away);
    const { after } = await rotateMasterKey(context, ownerConnection, file);
    expect(after).toBe(number);
    expect(await followMasterKey(db, cipher, away)).toBe(number);
    await copyFile(file, nextKeyFile(away));
    expect(await followMasterKey(db, cipher, away)).toBeUndefined();
    expect(await readFile(away)).toEqual(await readFile(file));
  });

  it('is one when two are asked for at once', async () => {
    const [one, other] = [await process(), await process()];
    const outcomes = await Promise.allSettled([one, other].map((context) => rotateMasterKey(context, ownerConnection, file)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(keyCheckOf((await readOrMakeMasterKey(file)).key)).toBe((await start()).masterCheck());
  });

  describe('broken off', () => {
    const stored = async () => (await start()).encrypt('13812345678', 'p');

    it('before the database took it over: the old one goes on, and the next attempt takes the key that lies there', async () => {
      const value = await stored();
      const { number } = await prepareMasterKey(file);
      const context = await process();
      expect(context.platform.cipher.decrypt(value, 'p')).toBe('13812345678');
      expect(await rotateMasterKey(context, ownerConnection, file)).toMatchObject({ after: number });
    });

    it.each([
      ['before the old one was kept', false],
      ['before the new one took its name', true],
    ])('after it, %s: the next start finishes', async (_when, isKept) => {
      const value = await stored();
      const old = await readFile(file);
      const { before } = await rotateMasterKey(await process(), ownerConnection, file);
      // the files as they lay between the transaction and the renaming
      await rename(file, nextKeyFile(file));
      await rename(`${file}.${before}`, file);
      if (isKept) await link(file, `${file}.${before}`);
      // nothing is backed up under the key that is no longer in force
      const backup = { owner: ownerConnection, file: path.join(root, 'day.wotu'), now, storage: testStorage() };
      await expect(writeBackup({ ...backup, key: await readBackupKey(file) })).rejects.toMatchObject({ code: 'BACKUP_KEY_NOT_IN_FORCE' });
      expect((await start()).decrypt(value, 'p')).toBe('13812345678');
      expect(await readFile(replacedKeyFile(file, keyCheckOf(Buffer.from(old.toString().trim(), 'hex'))))).toEqual(old);
      expect((await readdir(path.dirname(file))).toSorted()).toEqual(['master', `master.${before}`].toSorted());
      expect(await writeBackup({ ...backup, key: await readBackupKey(file) })).toMatchObject({ missingObjects: [] });
    });
  });

  it('leaves each backup to the key of its time: it opens it, and what was restored from it', { timeout: 90_000 }, async () => {
    const value = (await start()).encrypt('13812345678', 'p');
    const backup = (name: string) => ({ owner: ownerConnection, file: path.join(root, name), now, storage: testStorage() });
    await writeBackup({ ...backup('before.wotu'), key: await readBackupKey(file) });
    const { before } = await rotateMasterKey(await process(), ownerConnection, file);
    await writeBackup({ ...backup('after.wotu'), key: await readBackupKey(file) });
    for (const [name, keyFile] of [
      ['before.wotu', `${file}.${before}`],
      ['after.wotu', file],
    ] as const) {
      const target = await cloneTestDatabase('wotu_template');
      const key = await readBackupKey(keyFile);
      await restoreBackup({ ...backup(name), owner: target.ownerConnection, key, mayBeFilled: new Set() });
      expect((await openCipher(target.db, key.master, keyFile)).decrypt(value, 'p')).toBe('13812345678');
      await target.close();
    }
    const wrong = restoreBackup({ ...backup('before.wotu'), key: await readBackupKey(file), mayBeFilled: new Set() });
    await expect(wrong).rejects.toThrow(`请换上编号 ${before} 的主密钥文件`);
  });

  it('is not begun where it could not be kept', async () => {
    const value = await start();
    const before = await readFile(file);
    await mkdir(nextKeyFile(file));
    await expect(rotateMasterKey(await process(), ownerConnection, file)).rejects.toMatchObject({ code: 'EISDIR' });
    expect((await start()).masterCheck()).toBe(value.masterCheck());
    expect(await readFile(file)).toEqual(before);
    await rm(nextKeyFile(file), { recursive: true });
    await writeFile(nextKeyFile(file), 'half a k');
    await expect(rotateMasterKey(await process(), ownerConnection, file)).rejects.toThrow('不完整');
    expect((await start()).masterCheck()).toBe(value.masterCheck());
  });
});
