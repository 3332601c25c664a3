/**
 * What a release left in people's databases must come up to this program: of each release a small filled installation is kept here, as a backup,
 * which goes back into its own schema and through all migrations since. `npm run keep-release` keeps one; without it the release's heading in
 * CHANGELOG.md fails. A migration that was changed after its release no longer fits the kept one, and fails as well.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '#apps/server/check-integrity.ts';
import { DEFAULT_SEED, fillWithDemonstration } from '#apps/server/demonstration.ts';
import { productEncryptedColumns } from '#apps/server/encrypted-columns.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { FILLED_BY_OPENING } from '#apps/server/filled-by-opening.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadRuleSets } from '#modules/filings/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { inspectBackup } from '#platform/backup/inspect-backup.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { openDatabase } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createEmptyDatabase, createTestDatabase } from '#tests/support/database.ts';
import { testStorage } from '#tests/support/files.ts';

const HERE = import.meta.dirname;
const PROJECT = path.resolve(HERE, '..', '..');
/** of the tests' cipher: nothing kept here is of a real person */
const KEY = { master: Buffer.alloc(32, 7), check: 'key-1', file: '/keys/master' };
const NOW = '2026-11-21T04:00:00.000Z';
const COUNTY = '410402';
const VERSION: string = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')).version;

const kept = readdirSync(HERE)
  .filter((name) => name.endsWith('.wotu'))
  .map((name) => path.basename(name, '.wotu'));
const folder = await mkdtemp(path.join(tmpdir(), 'wotu-releases-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const asOfNow = path.join(folder, 'now.wotu');
const fileOf = (release: string) => (release === 'now' ? asOfNow : path.join(HERE, `${release}.wotu`));

/** As if this program were released now. */
beforeAll(async () => {
  const { db, ownerConnection } = await createTestDatabase();
  const context = testContext(db, { facts: createProductFacts(), now: NOW });
  await loadPlanFiles(context);
  await loadRuleSets(context);
  await loadDivisions(context, { scope: [COUNTY] });
  await fillWithDemonstration(context, { seed: DEFAULT_SEED, organizationsPerCommunity: 1 }, () => undefined);
  await writeBackup({ owner: ownerConnection, file: asOfNow, now: new Date(NOW), key: KEY, storage: testStorage() });
  if (!process.env['WOTU_KEEP_RELEASE']) return;
  if (existsSync(fileOf(VERSION))) throw new Error(`${VERSION} was kept before; a release is kept once`);
  await copyFile(asOfNow, fileOf(VERSION));
}, 120_000);

describe.each([...kept, 'now'])('an installation of release %s', (release) => {
  it('comes up to this program, whole and readable', async () => {
    const { tables } = await inspectBackup(fileOf(release), KEY);
    expect(tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(40);
    const target = await createEmptyDatabase();
    const storage = testStorage();
    await restoreBackup({ owner: target.owner, file: fileOf(release), key: KEY, mayBeFilled: FILLED_BY_OPENING, storage });
    const db = openDatabase({ ...target.owner, role: 'wotu_app' });
    try {
      const context = testContext(db, { facts: createProductFacts(), now: NOW });
      expect((await checkIntegrity(context)).flatMap(({ findings }) => findings)).toEqual([]);
      let readable = 0;
      for (const { table, id, column, purpose } of productEncryptedColumns) {
        const { rows } = await sql<{ id: number; stored: string }>`
          select ${sql.ref(id)} as id, ${sql.ref(column)} as stored from ${sql.table(table)} where ${sql.ref(column)} is not null limit 3`.execute(db);
        for (const row of rows) context.platform.cipher.decrypt(row.stored, typeof purpose === 'string' ? purpose : purpose(row.id));
        readable += rows.length;
      }
      expect(readable).toBeGreaterThan(3);
    } finally {
      await db.destroy();
      await target.close();
    }
  }, 120_000);
});

it('keeps an installation of every release', () => {
  const changelog = readFileSync(path.join(PROJECT, 'CHANGELOG.md'), 'utf8');
  const released = [...changelog.matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(([, version]) => version);
  expect(
    released.filter((version) => version !== undefined && !existsSync(fileOf(version))),
    'run `npm run keep-release` before the release',
  ).toEqual([]);
});
