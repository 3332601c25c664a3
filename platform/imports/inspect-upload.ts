import { Worker } from 'node:worker_threads';
import { type ErrorSpec, refuse, type RefusalDetails } from '#shared/errors.ts';
import { importErrors } from './errors.ts';

export interface InspectionTask {
  bytes: Uint8Array;
  fileName: string;
}

export interface Verdict {
  refusal: (ErrorSpec & { code: string; details: RefusalDetails }) | null;
  /** filled rows below the headings, by name of the sheet */
  rowsOf: Record<string, number>;
}

export interface InspectionLimits {
  /** of the thread's own heap */
  megabytes: number;
  milliseconds: number;
}

const LIMITS: InspectionLimits = { megabytes: 512, milliseconds: 60_000 };

/**
 * Reads an uploaded workbook in a thread with limits of memory and time before the server itself touches it, so that a hostile
 * one neither takes the server's memory nor keeps others waiting.
 * @returns how many filled rows each sheet has, so that time left can be told
 * @throws what reading throws, IMPORT_INSPECTION_FAILED when the thread used up its memory or time
 */
export async function inspectUpload(task: InspectionTask, limits: InspectionLimits = LIMITS): Promise<Verdict['rowsOf']> {
  const worker = new Worker(new URL('./inspection-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64 },
  });
  try {
    const { refusal, rowsOf } = await verdictOf(worker, limits.milliseconds);
    if (refusal) throw refuse(refusal, refusal.details);
    return rowsOf;
  } finally {
    await worker.terminate();
  }
}

function verdictOf(worker: Worker, milliseconds: number): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(refuse(importErrors.IMPORT_INSPECTION_FAILED));
    const timer = setTimeout(fail, milliseconds);
    worker.once('message', (verdict: Verdict) => {
      clearTimeout(timer);
      resolve(verdict);
    });
    worker.once('error', () => {
      clearTimeout(timer);
      fail();
    });
  });
}
