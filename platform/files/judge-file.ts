import { fork } from 'node:child_process';
import { type ErrorSpec, refuse, type RefusalDetails } from '#shared/errors.ts';
import type { FileKind, KeptKind } from '#shared/file-kind.ts';
import { fileErrors } from './errors.ts';
import { judgePdf } from './judge-pdf.ts';
import { requireKind } from './require-kind.ts';

export interface JudgeTask {
  bytes: Uint8Array;
  name: string;
  kinds: readonly FileKind[];
}

/** What is kept of a file: an image drawn anew in three sizes, anything else as it came. */
export interface JudgedFile {
  kind: KeptKind;
  /** null when it is kept as it came */
  image: { full: Uint8Array; medium: Uint8Array; small: Uint8Array; width: number; height: number } | null;
}

export type Verdict = { judged: JudgedFile } | { refusal: ErrorSpec & { code: string; details: RefusalDetails } };

export interface JudgeLimits {
  /** of JavaScript; pixels are bounded before they are unpacked, see `draw-image.ts` */
  heapMegabytes: number;
  milliseconds: number;
}

const LIMITS: JudgeLimits = { heapMegabytes: 256, milliseconds: 30_000 };
/** One at a time: a picture takes a core and some 200 MB while it is drawn. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Judges content by itself, in a process of its own that is ended when it takes too much time or breaks. The server never unpacks
 * what somebody sent.
 * @throws FILE_KIND_UNKNOWN, FILE_KIND_REFUSED, FILE_UNSAFE, FILE_TOO_MANY_PIXELS, FILE_TOO_COSTLY
 */
export async function judgeFile(task: JudgeTask, limits: JudgeLimits = LIMITS): Promise<JudgedFile> {
  // what the first bytes refuse needs no process
  if (requireKind(task) === 'pdf') return judgePdf(task);
  const mine = turn.then(() => verdictOf(task, limits));
  turn = mine.catch(() => undefined);
  const verdict = await mine;
  if ('refusal' in verdict) throw refuse(verdict.refusal, verdict.refusal.details);
  return verdict.judged;
}

function verdictOf(task: JudgeTask, limits: JudgeLimits): Promise<Verdict> {
  const child = fork(new URL('./judge-process.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`],
    // it needs no settings and no secrets
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const tooCostly = () => reject(refuse(fileErrors.FILE_TOO_COSTLY, { name: task.name }));
    const timer = setTimeout(() => child.kill('SIGKILL'), limits.milliseconds);
    child.once('message', (verdict: Verdict) => {
      resolve(verdict);
      child.kill('SIGKILL');
    });
    child.once('error', reject);
    // without a verdict before
    child.once('exit', () => {
      clearTimeout(timer);
      tooCostly();
    });
    child.send(task, (error) => (error ? child.kill('SIGKILL') : undefined));
  });
}
