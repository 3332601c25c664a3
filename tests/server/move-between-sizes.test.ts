/** An installation moves from the embedded engine to a PostgreSQL server and back, by backup and restore: every table equal, everything opens. */
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIntegrity } from '#apps/server/check-integrity.ts';
import { createPlatform } from '#apps/server/compose.ts';
import { productEncryptedColumns } from '#apps/server/encrypted-columns.ts';
import { FILLED_BY_OPENING } from '#apps/server/filled-by-opening.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { type Config, readConfig } from '#platform/config/config.ts';
import type { Context } from '#platform/context.ts';
import { openOwner } from '#platform/db/open-databases.ts';
import { createStorage } from '#platform/files/create-storage.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { dayInChina } from '#shared/day.ts';
import { testContext } from '#tests/support/context.ts';
import { COMMUNITY, fillProduct } from './fill-product.ts';
import { type Ground, prepareGround } from './product-process.ts';

const NOW = new Date();
const PHONE = '13800138001';
let ground: Ground;
let small: Config;
let large: Config;
let smallAgain: Config;

beforeAll(async () => {
  ground = await prepareGround();
  const alone = (name: string) => readConfig({}, path.join(ground.root, name));
  [small, smallAgain] = [alone('small'), alone('small-again')];
  large = readConfig({ DATABASE_URL: ground.databaseUrl }, path.join(ground.root, 'large'));
});
afterAll(() => ground?.close());

async function inProduct<T>(config: Config, work: (context: Context) => Promise<T>): Promise<T> {
  const running = await createPlatform(config);
  try {
    return await work({ ...testContext(running.platform.db), platform: running.platform, now: NOW, today: dayInChina(NOW) });
  } finally {
    await running.close();
  }
}

/** Without the order of tables, which a backup does not promise. */
async function backUp(config: Config, file: string) {
  const access = await openOwner(config);
  try {
    const { tables } = await writeBackup({
      owner: access.owner,
      file,
      now: NOW,
      key: await readBackupKey(config.keyFile),
      storage: createStorage(config.files),
    });
    return tables.toSorted((one, other) => one.name.localeCompare(other.name));
  } finally {
    await access.close();
  }
}

async function move(from: Config, file: string, to: Config): Promise<void> {
  await mkdir(path.dirname(to.keyFile), { recursive: true });
  await copyFile(from.keyFile, to.keyFile);
  const access = await openOwner(to);
  try {
    const key = await readBackupKey(to.keyFile);
    await restoreBackup({ owner: access.owner, file, key, mayBeFilled: FILLED_BY_OPENING, storage: createStorage(to.files) });
  } finally {
    await access.close();
  }
}

it('is the same installation on either side', async () => {
  await fillProduct({ root: ground.root, environment: {} }, ['clerk'], small.dataFolder);
  const id = await inProduct(small, async (context) => {
    const values = {
      name: '搬家社',
      div: COMMUNITY,
      tier: '备案',
      category: '其他',
      establishedOn: '2022-03-01',
      leaderName: '欧阳春晖',
      leaderPhone: PHONE,
      memberCount: 9,
      isHub: false,
    };
    return (await createRecord(context, productRegisters, 'organizations', values)).id;
  });
  const before = await backUp(small, path.join(ground.root, 'small.wotu'));
  expect(before.filter(({ rows }) => rows > 0).length).toBeGreaterThan(20);
  await move(small, path.join(ground.root, 'small.wotu'), large);
  const onServer = await backUp(large, path.join(ground.root, 'large.wotu'));
  expect(onServer).toEqual(before);
  const findings = await inProduct(large, async (context) => {
    const purpose = productEncryptedColumns.find(({ table, column }) => table === 'organizations' && column === 'leader_phone_cipher')?.purpose;
    const { rows } = await sql<{ phone: string }>`select leader_phone_cipher as phone from organizations where id = ${id}`.execute(context.platform.db);
    expect(purpose && rows[0] && context.platform.cipher.decrypt(rows[0].phone, typeof purpose === 'string' ? purpose : purpose(id))).toBe(PHONE);
    return (await checkIntegrity(context)).flatMap((check) => check.findings);
  });
  expect(findings).toEqual([]);
  await move(large, path.join(ground.root, 'large.wotu'), smallAgain);
  expect(await backUp(smallAgain, path.join(ground.root, 'again.wotu'))).toEqual(before);
}, 120_000);
