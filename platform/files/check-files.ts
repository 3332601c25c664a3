import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Context } from '../context.ts';
import type { FileStorage, StoredObject } from './file-storage.ts';
import { type ListedContent, contentsOf, type Query } from './list-contents.ts';
import { FILE_KEY } from './receive-file.ts';
import { openObject, SealedObjectError, sealedSize } from './sealed-object.ts';

const HOUR_MS = 3_600_000;
/** What is being received has no row yet. */
const GRACE_MS = 24 * HOUR_MS;
/** Time to notice that something was set aside by mistake; backups of a month can be restored meanwhile. */
const ASIDE_MS = 30 * 24 * HOUR_MS;
/** Of a kind that are named; all are counted. */
const MOST_NAMED = 100;

export interface CheckOptions {
  /** reads every content and compares it with what was kept */
  isDeep?: boolean;
  /** sets orphans aside, brings back what is missed, removes what was aside for a month; else nothing is changed */
  mends?: boolean;
}

export interface FileCheck {
  /** contents that rows refer to */
  contents: number;
  /** objects that no row refers to and nobody is about to */
  orphans: Finding;
  /** contents whose object is gone or has another length, by id of a file */
  missing: Finding;
  /** contents that are not what was kept, by id of a file; looked for by a deep check only */
  damaged: Finding;
  takenBack: number;
  setAside: number;
  removed: number;
}

/** How many, and the names of the first of them. */
export interface Finding {
  count: number;
  names: string[];
}

/** Compares rows and storage both ways, in one walk over both in order of names; neither has to fit into memory. */
export async function checkFiles(context: Context, options: CheckOptions = {}): Promise<FileCheck> {
  const { db, files } = context.platform;
  const { storage } = files;
  const query: Query = (text, values) => db.executeQuery(CompiledQuery.raw(text, values));
  const found: FileCheck = { contents: 0, orphans: none(), missing: none(), damaged: none(), takenBack: 0, setAside: 0, removed: 0 };
  const before = context.now.getTime() - GRACE_MS;
  const objects = storage.list()[Symbol.asyncIterator]();
  let object = await objects.next();
  const passOrphans = async (until: string | undefined) => {
    for (; !object.done && (until === undefined || object.value.name < until); object = await objects.next()) {
      if (object.value.at.getTime() > before) continue;
      note(found.orphans, object.value.name);
      if (options.mends) await storage.setAside(object.value.name);
      if (options.mends) found.setAside += 1;
    }
  };
  for await (const content of contentsOf(query)) {
    found.contents += 1;
    const there: StoredObject[] = [];
    await passOrphans(content.object);
    for (; !object.done && isOf(object.value, content); object = await objects.next()) there.push(object.value);
    await judge(context, content, there, found, options);
  }
  await passOrphans(undefined);
  if (options.mends) found.removed = await removeOld(storage, context.now.getTime() - ASIDE_MS);
  return found;
}

function none(): Finding {
  return { count: 0, names: [] };
}

function note(finding: Finding, name: string): void {
  finding.count += 1;
  if (finding.names.length < MOST_NAMED) finding.names.push(name);
}

function isOf({ name }: StoredObject, { object }: ListedContent): boolean {
  return name === object || name.startsWith(`${object}.`);
}

async function judge(context: Context, content: ListedContent, there: readonly StoredObject[], found: FileCheck, options: CheckOptions): Promise<void> {
  const { storage } = context.platform.files;
  const sizes = new Map(there.map(({ name, size }) => [name, size]));
  for (const { name, size } of content.objects) {
    if (sizes.get(name) === sealedSize(size) || (!sizes.has(name) && (await hasLength(storage, name, sealedSize(size))))) continue;
    const isBack = options.mends === true && !sizes.has(name) && (await storage.takeBack(name));
    if (isBack) found.takenBack += 1;
    else return note(found.missing, String(content.file));
  }
  if (options.isDeep && !(await isWhole(context, content))) note(found.damaged, String(content.file));
}

/** What was written after the storage was listed. */
async function hasLength(storage: FileStorage, name: string, length: number): Promise<boolean> {
  return (await storage.get(name, length - 1, length + 1))?.length === 1;
}

/** Every size opens, and the content is the one that was kept. */
async function isWhole({ platform: { cipher, files } }: Context, content: ListedContent): Promise<boolean> {
  try {
    const fileKey = Buffer.from(cipher.decrypt(content.keyCipher, FILE_KEY), 'base64');
    for (const { name, size } of content.objects) {
      const digest = createHash('sm3');
      for await (const piece of openObject({ fileKey, name, size, take: (from, to) => files.storage.get(name, from, to) })) digest.update(piece);
      if (name === content.object && digest.digest('hex') !== content.digest) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof SealedObjectError) return false;
    throw error;
  }
}

async function removeOld(storage: FileStorage, before: number): Promise<number> {
  let removed = 0;
  for await (const { name, at } of storage.listAside()) {
    if (at.getTime() > before) continue;
    await storage.removeAside(name);
    removed += 1;
  }
  return removed;
}

/** Sentences for people; none when all is well. */
export function findingsInWords(check: FileCheck): string[] {
  const named = ({ count, names }: Finding) => `${names.slice(0, 5).join('、')}${count > 5 ? ` 等 ${count} 个` : ''}`;
  return [
    ...(check.missing.count > 0 ? [`有附件的内容不见了或长度不对（附件编号 ${named(check.missing)}），请用备份恢复。`] : []),
    ...(check.damaged.count > 0 ? [`有附件的内容与存入时不同（附件编号 ${named(check.damaged)}），请用备份恢复。`] : []),
  ];
}
