import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { ChainPoint } from './chain-checker.ts';
import { isSignedBy, merkleRoot, signStatement } from './signed-points.ts';
import type { Day } from '#shared/day.ts';

const FORMAT = 'wotu-audit-heads 1';

const statementShape = {
  format: z.literal(FORMAT),
  day: z.iso.date(),
  madeAt: z.iso.datetime(),
  chains: z.number().int(),
  entries: z.number().int(),
  root: z.string(),
  /** signature of the day before, so that no day can be left out */
  previous: z.string(),
};
const fileSchema = z.object({ ...statementShape, signature: z.string(), heads: z.array(z.tuple([z.number().int(), z.number().int(), z.string()])) });

/** The heads of all chains at one instant: kept elsewhere, they show a cut-off end and an old copy put back. */
export interface HeadsFile {
  day: Day;
  madeAt: string;
  entries: number;
  root: string;
  previous: string;
  signature: string;
  heads: ReadonlyMap<number, ChainPoint>;
}

/** Signs the heads. @param previous signature of the root before; empty for the first */
export function signHeads(key: KeyObject, day: Day, now: Date, heads: ReadonlyMap<number, ChainPoint>, previous: string): HeadsFile {
  const entries = [...heads.values()].reduce((sum, { number }) => sum + number, 0);
  const unsigned = { day, madeAt: now.toISOString(), entries, root: merkleRoot(heads), previous, heads };
  return { ...unsigned, signature: signStatement(key, 'root', rootStatement(unsigned)) };
}

export function encodeHeads(file: HeadsFile): string {
  const heads = [...file.heads].map(([district, { number, hash }]) => [district, number, hash]);
  return `${JSON.stringify({ ...rootStatement(file), signature: file.signature, heads }, null, 1)}\n`;
}

/** @returns undefined for a text that is no such file, or was changed: its root or its signature does not fit */
export function decodeHeads(text: string, key: KeyObject): HeadsFile | undefined {
  const parsed = fileSchema.safeParse(parseJson(text)).data;
  if (!parsed) return undefined;
  const heads = new Map(parsed.heads.map(([district, number, hash]) => [district, { number, hash }]));
  const { day, madeAt, entries, root, previous, signature } = parsed;
  const file: HeadsFile = { day, madeAt, entries, root, previous, signature, heads };
  const isTrue = parsed.chains === heads.size && heads.size === parsed.heads.length && merkleRoot(heads) === root;
  return isTrue && isSignedBy(key, 'root', rootStatement(file), signature) ? file : undefined;
}

function rootStatement(file: Omit<HeadsFile, 'signature'>): object {
  const { day, madeAt, entries, root, previous, heads } = file;
  return { format: FORMAT, day, madeAt, chains: heads.size, entries, root, previous };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
