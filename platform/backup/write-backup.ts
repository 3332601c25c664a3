import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { refuse } from '#shared/errors.ts';
import { keyNumberOf } from '../crypto/key-check.ts';
import type { Connection } from '../db/database.ts';
import { onOneConnection } from '../db/one-connection.ts';
import type { FileStorage } from '../files/file-storage.ts';
import { type BackupHeader, type BackupKey, encodeFrame, encodeJsonFrame, MAGIC, type Manifest, type TableStart, type Totals } from './archive-format.ts';
import { backupErrors } from './errors.ts';
import { objectFrames } from './object-frames.ts';
import { listPartitions, listSequences, listTables } from './list-tables.ts';
import { seal } from './sealed-stream.ts';

const { escapeIdentifier: quoted } = pg;

export interface BackupOptions {
  owner: Connection;
  file: string;
  now: Date;
  key: BackupKey;
  /** where the attachments lie */
  storage: FileStorage;
}

export interface BackupSummary {
  tables: Totals['tables'];
  rows: number;
  /** of the file */
  bytes: number;
  /** sealed objects of attachments */
  objects: number;
  /** names of those that rows refer to and that are not in the storage */
  missingObjects: string[];
}

/**
 * Writes one compressed and encrypted file with every table as it stood at one instant; writers are not held up. The master key is not
 * in it and opens it. A file of that name is replaced only when the new one is complete.
 * @throws BACKUP_KEY_NOT_IN_FORCE
 */
export async function writeBackup(options: BackupOptions): Promise<BackupSummary> {
  const partial = `${options.file}.partial`;
  try {
    const { totals, missingObjects } = await onOneConnection(options.owner, (client) => writeSnapshot(client, options, partial));
    await rename(partial, options.file);
    const rows = totals.tables.reduce((sum, table) => sum + table.rows, 0);
    return { tables: totals.tables, rows, bytes: (await stat(options.file)).size, objects: totals.objects?.count ?? 0, missingObjects };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeSnapshot(client: pg.Client, options: BackupOptions, file: string): Promise<{ totals: Totals; missingObjects: string[] }> {
  await client.query('begin isolation level repeatable read read only');
  await requireInForce(client, options.key);
  const totals: Totals = { tables: [], sequences: [] };
  const missingObjects: string[] = [];
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 5 } });
  const target = createWriteStream(file, { mode: 0o600 });
  const salt = randomBytes(16);
  const head = headOf({ createdAt: options.now.toISOString(), keyCheck: options.key.check, salt: salt.toString('hex') });
  target.write(head);
  await pipeline(
    Readable.from(framesOf(client, options, totals, missingObjects), { objectMode: false }),
    compress,
    (bytes: AsyncIterable<Buffer>) => seal(bytes, options.key.master, salt, head),
    target,
  );
  await client.query('commit');
  return { totals, missingObjects };
}

/** A restored database starts under the key that opens its backup: both are of one instant. */
async function requireInForce(client: pg.Client, { file, check }: BackupKey): Promise<void> {
  const { rows } = await client.query<{ inForce: string }>(`select key_check as "inForce" from master_key_checks where cipher = 'personal-data'`);
  const inForce = rows[0]?.inForce ?? check;
  if (inForce !== check) throw refuse(backupErrors.BACKUP_KEY_NOT_IN_FORCE, { file, held: keyNumberOf(check), needed: keyNumberOf(inForce) });
}

function headOf(header: BackupHeader): Buffer {
  return Buffer.concat([MAGIC, Buffer.from(`${JSON.stringify(header)}\n`)]);
}

async function* framesOf(client: pg.Client, options: BackupOptions, totals: Totals, missing: string[]): AsyncGenerator<Buffer> {
  const migrations = await client.query<Manifest['migrations'][number]>('select name, digest from schema_migrations order by name');
  const manifest: Manifest = {
    migrations: migrations.rows,
    partitions: await listPartitions(client),
  };
  yield encodeJsonFrame('M', manifest);
  for (const table of await listTables(client)) {
    yield encodeJsonFrame('T', table);
    yield* tableFrames(client, table, totals);
  }
  yield* objectFrames(client, options.storage, totals, missing);
  totals.sequences = await listSequences(client);
  yield encodeJsonFrame('E', totals);
}

async function* tableFrames(client: pg.Client, table: TableStart, totals: Totals): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  const copy = client.query(copyTo(`copy (select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}) to stdout`));
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    digest.update(chunk);
    yield encodeFrame('D', chunk);
  }
  totals.tables.push({ name: table.name, rows: copy.rowCount, digest: digest.digest('hex') });
}
