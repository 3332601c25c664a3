import { sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { type Database, inTransaction } from '../db/database.ts';
import type { ContentRow } from './file-store.ts';
import { FILE_KEY } from './receive-file.ts';
import { openObject } from './sealed-object.ts';

type WaitingContent = Pick<ContentRow, 'object' | 'keyCipher' | 'size' | 'digest'> & { id: number; district: number };

export interface ScanTotals {
  clean: number;
  infected: number;
  /** the scanner did not answer or would not look at it, or the content does not open; they stay as they are */
  left: number;
}

const PAGE = 100;

/**
 * Scans what nobody has looked at: kept while no scanner was set up or while it was away. What is infected can no longer be opened and is
 * taken from the public pages; the trail says so. Stops when the scanner is away.
 */
export async function scanWaiting(context: Context): Promise<ScanTotals> {
  const { scanner } = context.platform.files;
  const totals: ScanTotals = { clean: 0, infected: 0, left: 0 };
  if (scanner.place === null) return totals;
  let after = { district: 0, id: 0 };
  for (;;) {
    const page = await waitingAfter(context, after);
    for (const content of page) {
      const bytes = await contentOf(context, content);
      const result = bytes ? await scanner.scan(bytes) : undefined;
      if (result?.state === 'unscanned' && result.isAway) return { ...totals, left: totals.left + 1 };
      if (!result || result.state === 'unscanned') totals.left += 1;
      else if (await note(context, content, result.state === 'infected' ? result.virus : null)) totals[result.state] += 1;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return totals;
    after = last;
  }
}

/** How many contents nobody has looked at. */
export async function countUnscanned(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct (district, object))::int as count from files where scan = 'unscanned'`.execute(db);
  return rows[0]?.count ?? 0;
}

async function waitingAfter({ platform: { db } }: Context, after: { district: number; id: number }): Promise<WaitingContent[]> {
  const { rows } = await sql<WaitingContent>`
    select f.id, f.district, f.object, f.key_cipher as "keyCipher", f.size, f.digest from files f
    where f.scan = 'unscanned' and (f.district, f.id) > (${after.district}::int, ${after.id}::bigint) order by f.district, f.id limit ${PAGE}`.execute(db);
  return rows;
}

/** @returns undefined for what is gone or damaged: `wotu files check` tells of it */
async function contentOf({ platform: { cipher, files } }: Context, { object: name, keyCipher, size }: WaitingContent): Promise<Buffer | undefined> {
  const fileKey = Buffer.from(cipher.decrypt(keyCipher, FILE_KEY), 'base64');
  const pieces: Buffer[] = [];
  try {
    for await (const piece of openObject({ fileKey, name, size, take: (from, to) => files.storage.get(name, from, to) })) pieces.push(piece);
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces);
}

/** All rows of one content at once. @returns false when another process was first */
async function note(context: Context, { district, object }: WaitingContent, virus: string | null): Promise<boolean> {
  const state = virus === null ? 'clean' : 'infected';
  return inTransaction(context.platform.db, async (tx) => {
    const { rows } = await sql<{ id: number; purpose: string }>`
      update files set scan = ${state}, scanned_at = ${context.now}, public_since = case when ${state} = 'infected' then null else public_since end
      where district = ${district} and object = ${object} and scan = 'unscanned' returning id, purpose`.execute(tx);
    if (virus !== null)
      for (const { id, purpose } of rows)
        await audit(tx, context, { action: 'file.infected', subject: { type: 'file', id: String(id), district }, details: { purpose, virus } });
    return rows.length > 0;
  });
}
