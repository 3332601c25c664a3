import { createHash, type Hash } from 'node:crypto';
import { type BackupKey, type Frame, objectStartSchema, tableStartSchema, type Totals, totalsSchema } from './archive-format.ts';
import { notReadable, openArchive, parseJson } from './read-archive.ts';
import { requireKnownMigrations } from './restore-backup.ts';

export interface BackupInspection {
  createdAt: Date;
  tables: Totals['tables'];
  rows: number;
  /** sealed objects of attachments */
  objects: number;
}

const NEWLINE = 10;

/**
 * Reads a backup from its first byte to its last and compares tables and attachments with the totals, without a database: what a restore would
 * refuse is refused here.
 * @throws refusals of `backupErrors`
 */
export async function inspectBackup(file: string, key: BackupKey): Promise<BackupInspection> {
  const { manifest, frames, createdAt } = await openArchive(file, key);
  await requireKnownMigrations(manifest);
  const { tables, objects, end } = await countFrames(frames, file);
  const totals = totalsSchema.safeParse(end && parseJson(end)).data;
  if (!totals) throw notReadable(file, '缺少结尾');
  if (JSON.stringify([totals.tables, totals.objects ?? objects]) !== JSON.stringify([tables, objects])) throw notReadable(file, '行数或校验值不符');
  return { createdAt, tables, rows: tables.reduce((sum, table) => sum + table.rows, 0), objects: objects.count };
}

interface Counted {
  tables: Totals['tables'];
  objects: { count: number; digest: string };
  end: Buffer | undefined;
}

async function countFrames(frames: AsyncGenerator<Frame>, file: string): Promise<Counted> {
  const tables: Totals['tables'] = [];
  const attachments = createHash('sha256');
  let count = 0;
  let end: Buffer | undefined;
  let table: { name: string; rows: number; hash: Hash } | undefined;
  const close = () => {
    if (table) tables.push({ name: table.name, rows: table.rows, digest: table.hash.digest('hex') });
    table = undefined;
  };
  for await (const { kind, body } of frames) {
    if (kind !== 'D') close();
    if (kind === 'T') table = { name: startOf(body, file), rows: 0, hash: createHash('sha256') };
    else if (kind === 'D' && table) {
      table.hash.update(body);
      table.rows += countNewlines(body);
    } else if (kind === 'F') {
      attachments.update(objectStartSchema.parse(parseJson(body)).name);
      count += 1;
    } else if (kind === 'B' && count > 0) attachments.update(body);
    else if (kind === 'E') end = body;
    else throw notReadable(file, '内容顺序不对');
  }
  return { tables, objects: { count, digest: attachments.digest('hex') }, end };
}

function startOf(body: Buffer, file: string): string {
  const start = tableStartSchema.safeParse(parseJson(body)).data;
  if (!start) throw notReadable(file, '内容顺序不对');
  return start.name;
}

/** COPY writes a line for each row; newlines within values are escaped. */
function countNewlines(body: Buffer): number {
  let count = 0;
  for (let at = body.indexOf(NEWLINE); at >= 0; at = body.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
