import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { refuse } from '#shared/errors.ts';
import type { Connection } from '../db/database.ts';
import type { FileStorage } from '../files/file-storage.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { onOneConnection } from '../db/one-connection.ts';
import {
  type BackupKey,
  type Frame,
  type Manifest,
  type TableStart,
  tableStartSchema,
  objectStartSchema,
  type Totals,
  totalsSchema,
} from './archive-format.ts';
import { ONE_SHARD_AFTER_ANOTHER } from '../db/shard-order.ts';
import { backupErrors } from './errors.ts';
import { listTables } from './list-tables.ts';
import { notReadable, openArchive, parseJson } from './read-archive.ts';

const { escapeIdentifier: quoted } = pg;

export interface RestoreOptions {
  owner: Connection;
  file: string;
  key: BackupKey;
  /** tables that may hold rows before: what a start fills in by itself; they are emptied */
  mayBeFilled: ReadonlySet<string>;
  /** where the attachments are to lie */
  storage: FileStorage;
}

/**
 * Restores a backup into an empty database: its migrations, its rows in one transaction, then the later migrations.
 * Everything or nothing: rows, counts and digests are compared before the transaction ends.
 * @throws refusals of `backupErrors`
 */
export async function restoreBackup(options: RestoreOptions): Promise<Totals> {
  const { manifest, frames } = await openArchive(options.file, options.key);
  await requireKnownMigrations(manifest);
  return onOneConnection(options.owner, async (client) => {
    await requireNotNewer(client, manifest);
    const names = new Set(manifest.migrations.map(({ name }) => name));
    await migrate(client, (name) => names.has(name));
    const totals = await restoreRows(client, manifest, frames, options);
    await migrate(client);
    await client.query('analyze');
    return totals;
  });
}

/** In one transaction; what is cut off is rolled back with its connection. */
async function restoreRows(client: pg.Client, manifest: Manifest, frames: AsyncGenerator<Frame>, options: RestoreOptions): Promise<Totals> {
  await client.query('begin');
  await client.query(ONE_SHARD_AFTER_ANOTHER);
  await emptyTables(client, options);
  await makePartitions(client, manifest);
  const totals = await copyTables(client, frames, options);
  for (const { name, value, isCalled } of totals.sequences) await client.query('select setval($1::regclass, $2, $3)', [quoted(name), value, isCalled]);
  await client.query('commit');
  return totals;
}

/** @throws BACKUP_OF_OTHER_VERSION when this program does not know what the backup holds */
export async function requireKnownMigrations(manifest: Manifest): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, digest }) => [name, digest]));
  const foreign = manifest.migrations.find(({ name, digest }) => known.get(name) !== digest);
  if (foreign) throw refuse(backupErrors.BACKUP_OF_OTHER_VERSION, { migration: foreign.name });
}

async function requireNotNewer(client: pg.Client, manifest: Manifest): Promise<void> {
  const exists = await client.query<{ found: boolean }>(`select to_regclass('schema_migrations') is not null as found`);
  if (!exists.rows[0]?.found) return;
  const inBackup = new Set(manifest.migrations.map(({ name }) => name));
  const applied = await client.query<{ name: string }>('select name from schema_migrations order by name');
  const newer = applied.rows.find(({ name }) => !inBackup.has(name));
  if (newer) throw refuse(backupErrors.BACKUP_TARGET_NEWER, { migration: newer.name });
}

async function emptyTables(client: pg.Client, options: RestoreOptions): Promise<void> {
  const tables = await listTables(client);
  for (const { name } of tables) {
    if (options.mayBeFilled.has(name)) continue;
    const { rowCount } = await client.query(`select from ${quoted(name)} limit 1`);
    if (rowCount) throw refuse(backupErrors.BACKUP_TARGET_NOT_EMPTY, { table: name });
  }
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`);
}

/** The bounds were checked to be days and nothing else when the manifest was read. */
async function makePartitions(client: pg.Client, { partitions }: Manifest): Promise<void> {
  for (const { table, schema, name, bound } of partitions) {
    const there = await client.query('select to_regclass($1) is not null as found', [`${quoted(schema)}.${quoted(name)}`]);
    if (!there.rows[0]?.found) await client.query(`create table ${quoted(schema)}.${quoted(name)} partition of ${quoted(table)} ${bound}`);
  }
}

async function copyTables(client: pg.Client, frames: AsyncGenerator<Frame>, options: RestoreOptions): Promise<Totals> {
  const done: Totals['tables'] = [];
  let frame = await nextFrame(frames, options.file);
  while (frame.kind === 'T') {
    const table = tableStartSchema.parse(parseJson(frame.body));
    const copied = await copyTable(client, table, frames, options.file);
    done.push(copied.totals);
    frame = copied.next;
  }
  const objects = await restoreObjects(frame, frames, options);
  if (objects.next.kind !== 'E') throw notReadable(options.file, '内容顺序不对');
  return requireEqual({ tables: done, objects: objects.totals }, objects.next.body, options.file);
}

/** @returns what was copied, and the frame after the table's last */
async function copyTable(client: pg.Client, { name, columns }: TableStart, frames: AsyncGenerator<Frame>, file: string) {
  const digest = createHash('sha256');
  let next = await nextFrame(frames, file);
  async function* rows(): AsyncGenerator<Buffer> {
    for (; next.kind === 'D'; next = await nextFrame(frames, file)) {
      digest.update(next.body);
      yield next.body;
    }
  }
  const copy = client.query(copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`));
  await pipeline(Readable.from(rows(), { objectMode: false }), copy);
  return { totals: { name, rows: copy.rowCount, digest: digest.digest('hex') }, next };
}

/**
 * Attachments are stored before the rows are there for others: an attempt that fails leaves objects without rows, never the reverse.
 * @returns what was stored, and the frame after the last object
 */
async function restoreObjects(first: Frame, frames: AsyncGenerator<Frame>, { storage, file }: RestoreOptions) {
  const digest = createHash('sha256');
  let count = 0;
  let next = first;
  while (next.kind === 'F') {
    const { name } = objectStartSchema.parse(parseJson(next.body));
    const pieces: Buffer[] = [];
    for (next = await nextFrame(frames, file); next.kind === 'B'; next = await nextFrame(frames, file)) pieces.push(next.body);
    const bytes = Buffer.concat(pieces);
    digest.update(name).update(bytes);
    await storage.put(name, bytes);
    count += 1;
  }
  return { totals: { count, digest: digest.digest('hex') }, next };
}

async function nextFrame(frames: AsyncGenerator<Frame>, file: string): Promise<Frame> {
  const { done, value } = await frames.next();
  if (done) throw notReadable(file, '缺少结尾');
  return value;
}

function requireEqual(done: Pick<Totals, 'tables' | 'objects'>, body: Buffer, file: string): Totals {
  const totals = totalsSchema.safeParse(parseJson(body)).data;
  const expected = totals && JSON.stringify([totals.tables, totals.objects ?? done.objects]);
  if (!totals || expected !== JSON.stringify([done.tables, done.objects])) throw notReadable(file, '行数或校验值不符');
  return totals;
}
