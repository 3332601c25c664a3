/**
 * What noticed each guard's absence in the last long run: a probe's name or a test file; null where nothing did. The file is the list of
 * survivors, the first thing the next long run asks, and what the short form draws its sample from. It is never believed: what it
 * names is asked again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(import.meta.dirname, 'noticed-by.json');

export type NoticedBy = Record<string, string | null>;

export function readNoticedBy(): NoticedBy {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as NoticedBy) : {};
}

/** @param keys of the guards that exist: what is known of others is forgotten */
export function keepNoticedBy(noticed: NoticedBy, keys: readonly string[]): void {
  const kept = keys.toSorted().flatMap((key) => (noticed[key] === undefined ? [] : [[key, noticed[key]] as const]));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
