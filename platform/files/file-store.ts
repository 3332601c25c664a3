import { sql } from 'kysely';
import type { DataClass } from '#shared/data-class.ts';
import type { KeptKind } from '#shared/file-kind.ts';
import type { ScanState } from '#shared/stored-file.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findWhereItLies } from '../db/moved-records.ts';

/** The record that a file belongs to. */
export interface FileOwner {
  id: number;
  district: number;
  div: number;
}

/** A file as its row has it; the name and the key are sealed. */
export interface FileRow {
  id: number;
  district: number;
  div: number;
  purpose: string;
  ownerId: number;
  part: string | null;
  dataClass: DataClass;
  nameCipher: string;
  kind: KeptKind;
  size: number;
  width: number | null;
  height: number | null;
  mediumSize: number | null;
  smallSize: number | null;
  sentDigest: string;
  digest: string;
  object: string;
  keyCipher: string;
  scan: ScanState;
  scannedAt: Date | null;
  publicSince: Date | null;
  keptAt: Date;
  keptBy: string;
  keptByName: string;
}

/** What is the same in every row of one content. */
export type ContentRow = Pick<FileRow, 'kind' | 'size' | 'width' | 'height' | 'mediumSize' | 'smallSize' | 'sentDigest' | 'digest' | 'object' | 'keyCipher'> &
  Pick<FileRow, 'scan' | 'scannedAt'>;

const CONTENT = sql.raw(`f.kind, f.size, f.width, f.height, f.medium_size as "mediumSize", f.small_size as "smallSize", f.sent_digest as "sentDigest", f.digest,
  f.object, f.key_cipher as "keyCipher", f.scan, f.scanned_at as "scannedAt"`);
const SELECTED = sql`f.id, f.district, f.div, f.purpose, f.owner_id as "ownerId", f.part, f.data_class as "dataClass", f.name_cipher as "nameCipher", ${CONTENT},
  f.public_since as "publicSince", f.kept_at as "keptAt", f.kept_by as "keptBy", f.kept_by_name as "keptByName"`;

/** One content that is kept in the district already. @param lock keeps its row from being removed until the transaction ends */
export async function findContent(db: Database | Transaction, district: number, sentDigest: string, lock = false): Promise<ContentRow | undefined> {
  const { rows } = await sql<ContentRow>`select ${CONTENT} from files f where f.district = ${district} and f.sent_digest = ${sentDigest}
    order by f.id limit 1 ${lock ? sql`for share` : sql``}`.execute(db);
  return rows[0];
}

export async function findFile(db: Database | Transaction, id: number): Promise<FileRow | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<FileRow>`select ${SELECTED} from files f where f.district = ${district} and f.id = ${id}`.execute(db);
    return rows[0];
  });
}

/** The files of some records of one district, oldest first. */
export async function listFiles(db: Database | Transaction, purpose: string, district: number, owners: readonly number[]): Promise<FileRow[]> {
  const { rows } =
    await sql<FileRow>`select ${SELECTED} from files f where f.district = ${district} and f.purpose = ${purpose} and f.owner_id = any(${[...owners]}::bigint[])
    order by f.owner_id, f.id`.execute(db);
  return rows;
}

/** How many files a place of a record has. */
export async function countFiles(tx: Transaction, purpose: string, owner: FileOwner, part: string | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from files
    where district = ${owner.district} and purpose = ${purpose} and owner_id = ${owner.id} and part is not distinct from ${part}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export type NewFile = Omit<FileRow, 'publicSince'>;

export async function insertFile(tx: Transaction, file: NewFile): Promise<void> {
  await sql`insert into files (id, district, div, recorded_div, purpose, owner_id, part, data_class, name_cipher, kind, size, width, height, medium_size, small_size,
      sent_digest, digest, object, key_cipher, scan, scanned_at, kept_at, kept_by, kept_by_name)
    values (${file.id}, ${file.district}, ${file.div}, ${file.div}, ${file.purpose}, ${file.ownerId}, ${file.part}, ${file.dataClass}, ${file.nameCipher}, ${file.kind},
      ${file.size}, ${file.width}, ${file.height}, ${file.mediumSize}, ${file.smallSize}, ${file.sentDigest}, ${file.digest}, ${file.object}, ${file.keyCipher},
      ${file.scan}, ${file.scannedAt}, ${file.keptAt}, ${file.keptBy}, ${file.keptByName})`.execute(tx);
}

/** @returns the removed; the content goes when no row refers to it any more, see `check-files.ts` */
export async function deleteFiles(tx: Transaction, purpose: string, owner: Omit<FileOwner, 'div'>, ids: readonly number[] | 'all'): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`delete from files where district = ${owner.district} and purpose = ${purpose} and owner_id = ${owner.id}
    ${ids === 'all' ? sql`` : sql`and id = any(${[...ids]}::bigint[])`} returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** @param since null takes it back @returns those that are so now; never what holds personal data or a virus */
export async function setPublic(tx: Transaction, purpose: string, owner: FileOwner, ids: readonly number[], since: Date | null): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`update files set public_since = ${since}
    where district = ${owner.district} and purpose = ${purpose} and owner_id = ${owner.id} and id = any(${[...ids]}::bigint[])
      and data_class = 'general' and scan <> 'infected' returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
