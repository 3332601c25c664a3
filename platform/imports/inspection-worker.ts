/** Runs in a thread of its own: reads a workbook from end to end and says whether it may be read at all. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkbookSheet } from '#engines/documents/excel/cell.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { Refusal } from '#shared/errors.ts';
import type { InspectionTask, Verdict } from './inspect-upload.ts';

const { bytes, fileName } = workerData as InspectionTask;

async function countFilledRows(sheet: WorkbookSheet): Promise<number> {
  let filled = 0;
  for await (const { number, cells } of sheet.rows()) if (number > 1 && cells.some(({ kind }) => kind !== 'empty')) filled += 1;
  return filled;
}

async function inspect(): Promise<Verdict> {
  try {
    const rowsOf: Record<string, number> = {};
    for (const sheet of await readWorkbook(bytes, { fileName })) {
      rowsOf[sheet.name] = await countFilledRows(sheet);
    }
    return { refusal: null, rowsOf };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, status, details, message } = error;
    return { refusal: { code, status, details, text: message }, rowsOf: {} };
  }
}

parentPort?.postMessage(await inspect());
