/** A backup is worth what its restore is worth: `wotu drill` puts it back beside the installation and compares. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { readConfig } from '#platform/config/config.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { dayInChina } from '#shared/day.ts';
import { anOrganization, fillProduct } from '#tests/server/fill-product.ts';
import { testContext } from '#tests/support/context.ts';
import { samplePhoto } from '#tests/support/sample-files.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';
import { createPlatform } from './compose.ts';
import { productRegisters } from './registers.ts';
import { type Drill, drillRestore } from './restore-drill.ts';

const PHOTOS: FilePurpose = { name: 'tests.photo', kinds: ['jpeg'], maxBytes: 2_000_000, maxFiles: 9, dataClass: 'general' };
let root: string;
let file: string;
let keyFile: string;

/** A county with an organization whose leader has a telephone, and a photograph. */
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'wotu-drilled-'));
  file = path.join(root, 'backup.wotu');
  const config = readConfig({}, path.join(root, 'data'));
  keyFile = config.keyFile;
  await fillProduct({ root, environment: {} }, ['clerk'], config.dataFolder);
  const running = await createPlatform(config);
  try {
    const now = new Date();
    const context = { ...testContext(running.platform.db), platform: running.platform, now, today: dayInChina(now) };
    await createRecord(context, productRegisters, 'organizations', { ...anOrganization('演练社'), leaderPhone: '13800138001' });
    const { files } = context.platform;
    const owner = { id: 410402000000001, district: 410402, div: 410402001000 };
    const received = await files.receive(context, PHOTOS, { district: owner.district, name: '照片.jpg', content: await samplePhoto() });
    await inTransaction(context.platform.db, (tx) => files.attach(tx, context, PHOTOS, owner, received));
    await writeBackup({ owner: running.owner, file, now, key: await readBackupKey(keyFile), storage: files.storage });
  } finally {
    await running.close();
  }
}, timeLimit(90));
afterAll(() => rm(root, { recursive: true, force: true }));

it(
  'finds the installation that was backed up, every time',
  async () => {
    const n = trials(1, 20);
    const drills: Drill[] = [];
    for (let number = 1; number <= n; number += 1) drills.push(await drillRestore(file, keyFile));
    const wrong = drills.filter(({ findings }) => findings.length > 0).length;
    noteFigure({
      promise: 'a backup restores to the installation it was made of',
      tried: 'restore drills',
      n,
      wrong,
      measured: `${drills[0]?.rows} rows of ${drills[0]?.tables} tables and a photograph, each equal byte by byte; counters, audit chain, encrypted fields and the restored product's answer checked`,
    });
    expect(drills.flatMap(({ findings }) => findings)).toEqual([]);
    expect(drills.every(({ rows, decrypted }) => rows > 100 && decrypted > 0)).toBe(true);
  },
  timeLimit(90),
);

it('says so when the backup is damaged, or the key another', async () => {
  const bytes = await readFile(file);
  const damaged = path.join(root, 'damaged.wotu');
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(damaged, bytes);
  await expect(drillRestore(damaged, keyFile)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  const otherKey = path.join(root, 'other');
  await writeFile(otherKey, Buffer.alloc(32, 7).toString('hex'), { mode: 0o600 });
  await expect(drillRestore(file, otherKey)).rejects.toMatchObject({ code: 'BACKUP_KEY_DIFFERS' });
});
