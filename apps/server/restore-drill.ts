import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { systemActor } from '#platform/access/actor.ts';
import { inspectBackup } from '#platform/backup/inspect-backup.ts';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { readConfig } from '#platform/config/config.ts';
import type { Context } from '#platform/context.ts';
import { createStorage } from '#platform/files/create-storage.ts';
import { openOwner } from '#platform/db/open-databases.ts';
import { dayInChina } from '#shared/day.ts';
import { checkIntegrity } from './check-integrity.ts';
import { createPlatform, type RunningPlatform } from './compose.ts';
import { createServer } from './create-server.ts';
import { productEncryptedColumns } from './encrypted-columns.ts';
import { FILLED_BY_OPENING } from './filled-by-opening.ts';

/** What one rehearsal of a restore came to. */
export interface Drill {
  rows: number;
  tables: number;
  /** restore alone, without the checks */
  restoreSeconds: number;
  /** encrypted fields that were read in clear */
  decrypted: number;
  /** Chinese sentences; none means that the restored installation is the one that was backed up */
  findings: string[];
}

const SAMPLE = 5;

/**
 * Restores a backup into a new embedded database in a temporary folder and proves it: every table equal byte by byte to the backup, the audit
 * chain and the counters hold, a sample of encrypted fields opens, the restored product answers. The folder is removed.
 * @throws refusals of `backupErrors` when the backup itself is no good
 */
export async function drillRestore(file: string, keyFile: string): Promise<Drill> {
  const key = await readBackupKey(keyFile);
  const expected = await inspectBackup(file, key);
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-drill-'));
  try {
    const config = readConfig({ WOTU_NOW: expected.createdAt.toISOString() }, path.join(folder, 'data'));
    await mkdir(path.dirname(config.keyFile), { recursive: true, mode: 0o700 });
    await copyFile(keyFile, config.keyFile);
    const storage = createStorage(config.files);
    const began = performance.now();
    const access = await openOwner(config);
    const findings: string[] = [];
    let restoreSeconds = 0;
    try {
      await restoreBackup({ owner: access.owner, file, key, mayBeFilled: FILLED_BY_OPENING, storage });
      restoreSeconds = (performance.now() - began) / 1000;
      const again = await writeBackup({ owner: access.owner, file: path.join(folder, 'again.wotu'), now: expected.createdAt, key, storage });
      const restored = new Map(again.tables.map((table) => [table.name, table]));
      const differing = expected.tables.filter(({ name, rows, digest }) => restored.get(name)?.digest !== digest || restored.get(name)?.rows !== rows);
      if (again.objects !== expected.objects) findings.push(`附件应有 ${expected.objects} 份，恢复出 ${again.objects} 份。`);
      findings.push(...differing.map(({ name }) => `数据表 ${name} 恢复后与备份不同。`));
    } finally {
      await access.close();
    }
    const running = await createPlatform(config);
    try {
      const decrypted = await readSample(running);
      findings.push(...(await problemsOf(running)));
      return { rows: expected.rows, tables: expected.tables.length, restoreSeconds, decrypted, findings };
    } finally {
      await running.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws when a field does not open: it was written under another key, or is not what was written */
async function readSample({ platform }: RunningPlatform): Promise<number> {
  let count = 0;
  for (const { table, id, column, purpose } of productEncryptedColumns) {
    const { rows } = await sql<{ id: number; stored: string }>`
      select ${sql.ref(id)} as id, ${sql.ref(column)} as stored from ${sql.table(table)} where ${sql.ref(column)} is not null order by 1 limit ${SAMPLE}`.execute(
      platform.db,
    );
    for (const row of rows) platform.cipher.decrypt(row.stored, typeof purpose === 'string' ? purpose : purpose(row.id));
    count += rows.length;
  }
  return count;
}

async function problemsOf({ platform }: RunningPlatform): Promise<string[]> {
  const now = platform.clock.now();
  const context: Context = { platform, actor: systemActor('system:cli'), now, today: dayInChina(now), requestId: randomUUID(), origin: 'cli' };
  const findings = (await checkIntegrity(context)).flatMap((check) => check.findings);
  const { app } = await createServer({ platform, log: false });
  try {
    const ready = await app.inject({ url: '/readyz', headers: { host: 'localhost' } });
    if (ready.statusCode !== 200) findings.push('恢复后的平台没有就绪。');
    const page = await app.inject({ url: '/', headers: { host: 'localhost' } });
    if (page.statusCode !== 200) findings.push('恢复后的平台打不开首页。');
  } finally {
    await app.close();
  }
  return findings;
}
