import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { testContext } from '#tests/support/context.ts';
import { samplePdf, samplePicture } from '#tests/support/sample-files.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { inTransaction } from '../db/database.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { checkFiles, findingsInWords } from './check-files.ts';
import { createDiskStorage } from './disk-storage.ts';
import type { FilePurpose } from './file-purpose.ts';
import type { FileStorage } from './file-storage.ts';
import { createFiles } from './files.ts';
import { readFile } from './read-file.ts';
import { NO_SCANNER } from './virus-scanner.ts';

/** Opens the backups of this file. */
const BACKUP_KEY = { master: Buffer.alloc(32, 7), check: 'x', file: 'k' };
const folder = await mkdtemp(path.join(tmpdir(), 'wotu-check-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const { db, owner, ownerConnection } = await createTestDatabase();
const storage = createDiskStorage(path.join(folder, 'one'));
const context = testContext(db, { files: createFiles({ storage, scanner: NO_SCANNER }) });
const { files } = context.platform;
const PAPERS: FilePurpose = { name: 'tests.paper', kinds: ['jpeg', 'pdf'], maxBytes: 2_000_000, maxFiles: 9, dataClass: 'general' };
const OWNER = { id: 440103000000001, district: 440103, div: 440103001000 };
const keeper = { purpose: PAPERS, reachOf: async () => 'reads' as const };

async function receive(content: Buffer) {
  return files.receive(context, PAPERS, { district: OWNER.district, name: '材料', content });
}

async function keep(content: Buffer) {
  const received = await receive(content);
  const { id } = await inTransaction(db, (tx) => files.attach(tx, context, PAPERS, OWNER, received));
  return { id: Number(id), object: received.content.object };
}

const placeOf = (name: string, of = storage) => path.join(of.place, 'objects', name.slice(0, 2), name);
const daysAgo = (days: number) => new Date(context.now.getTime() - days * 86_400_000);
const asideNames = () => readdir(path.join(storage.place, 'aside')).catch(() => []);

async function ageAll(days: number): Promise<void> {
  for await (const { name } of storage.list()) await utimes(placeOf(name), daysAgo(days), daysAgo(days));
}

describe('rows and storage', () => {
  it('agree both ways after files were kept', async () => {
    await keep(await samplePicture(60, 40));
    await keep(samplePdf('一'));
    await ageAll(2);
    expect(await checkFiles(context, { isDeep: true, mends: true })).toMatchObject({
      contents: 2,
      orphans: { count: 0 },
      missing: { count: 0 },
      damaged: { count: 0 },
    });
  });

  it('what a crash left is set aside after a day, and removed after a month', async () => {
    const { content } = await receive(await samplePicture(50, 50));
    await ageAll(0);
    expect((await checkFiles(context, { mends: true })).setAside).toBe(0);
    await ageAll(2);
    expect((await checkFiles(context)).orphans).toEqual({ count: 3, names: ['', '.medium', '.small'].map((size) => `${content.object}${size}`) });
    expect((await checkFiles(context, { mends: true })).setAside).toBe(3);
    expect((await asideNames()).toSorted()).toEqual(['', '.medium', '.small'].map((size) => `${content.object}${size}`));
    for (const name of await asideNames()) await utimes(path.join(storage.place, 'aside', name), daysAgo(31), daysAgo(31));
    expect((await checkFiles(context, { mends: true })).removed).toBe(3);
    expect(await asideNames()).toEqual([]);
  });

  it('what was set aside by mistake comes back', async () => {
    const { id, object } = await keep(samplePdf('二'));
    await storage.setAside(object);
    expect((await checkFiles(context)).missing).toEqual({ count: 1, names: [String(id)] });
    expect(await checkFiles(context, { mends: true })).toMatchObject({ takenBack: 1, missing: { count: 0 } });
  });

  it('what is gone is told, with the file that misses it', async () => {
    const { id, object } = await keep(samplePdf('三'));
    await rm(placeOf(object));
    const check = await checkFiles(context, { isDeep: true, mends: true });
    expect(check.missing).toEqual({ count: 1, names: [String(id)] });
    expect(findingsInWords(check)[0]).toContain(String(id));
    await inTransaction(db, (tx) => files.remove(tx, context, PAPERS, OWNER, [id]));
  });
});

describe('a backup', () => {
  it('brings the attachments along, into another storage', async () => {
    const picture = await keep(await samplePicture(70, 45));
    const file = path.join(folder, 'day.wotu');
    const summary = await writeBackup({ owner: ownerConnection, file, now: context.now, key: BACKUP_KEY, storage });
    expect(summary).toMatchObject({ objects: 8, missingObjects: [] });
    const target = await createTestDatabase();
    const other = createDiskStorage(path.join(folder, 'two'));
    await restoreBackup({ owner: target.ownerConnection, file, key: BACKUP_KEY, mayBeFilled: new Set(), storage: other });
    const there = testContext(target.db, { files: createFiles({ storage: other, scanner: NO_SCANNER }) });
    const { content } = await readFile(there, [keeper], { id: picture.id, size: 'small' });
    expect(Buffer.concat(await Array.fromAsync(content.read(0, content.size))).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(await checkFiles(there, { isDeep: true })).toMatchObject({ contents: 4, missing: { count: 0 }, damaged: { count: 0 }, orphans: { count: 0 } });
  });

  it('whose connection is lost while an attachment is read is refused, and leaves nothing', async () => {
    const losing = Object.assign(Object.create(storage) as FileStorage, {
      get: async () => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(owner);
        // the loss is told before the next statement is asked
        await new Promise((resolve) => setTimeout(resolve, 100));
        return undefined;
      },
    });
    const lost = writeBackup({ owner: ownerConnection, file: path.join(folder, 'lost.wotu'), now: context.now, key: BACKUP_KEY, storage: losing });
    expect(await lost.catch(isUnavailable)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('lost'))).toEqual([]);
  });

  it('says which contents were gone when it was made', async () => {
    const { object } = await keep(samplePdf('四'));
    await rm(placeOf(object));
    const summary = await writeBackup({ owner: ownerConnection, file: path.join(folder, 'gap.wotu'), now: context.now, key: BACKUP_KEY, storage });
    expect(summary.missingObjects).toEqual([object]);
  });
});
