import { sql } from 'kysely';
import { districtOf } from '#shared/division-code.ts';
import { audit } from '../audit/audit.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import { placesOf } from '../registers/write-records.ts';
import type { ImportRun } from './import-run.ts';

/** Registers the batch, tells the counters once, and leaves one audit entry. @returns the batch, or null when nothing changed */
export async function finishBatch(run: ImportRun, fileName: string): Promise<number | null> {
  const { tx, context, report, batchId, touched } = run;
  const sheets = [...report.counts.values()];
  const sum = (field: 'created' | 'updated' | 'unchanged' | 'rejected') => sheets.reduce((total, counts) => total + counts[field], 0);
  const changed = sum('created') + sum('updated') > 0;
  if (changed) {
    await sql`insert into import_batches (id, file_name, status, jurisdiction, created_at, created_by, created_by_name, sheets)
      values (${batchId}, ${maskNumbersIn(fileName)}, 'applied', ${context.actor.division}, ${context.now.toISOString()}::timestamptz, ${context.actor.id}, ${context.actor.name}, ${JSON.stringify(sheets)}::jsonb)`.execute(
      tx,
    );
    run.onProgress({ sheet: '', stage: 'counting', rows: 0, allRows: run.allRows });
    await context.platform.facts.changed(tx, {
      sets: [...touched.factSets],
      districts: [...touched.districts].sort((one, other) => one - other),
      places: placesOf(touched),
      today: context.today,
    });
  }
  await audit(tx, context, {
    action: 'evidence.imported',
    subject: { type: 'import-batch', id: batchId, district: districtOf(context.actor.division) },
    details: { fileName, created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged'), rejected: sum('rejected') },
  });
  return changed ? batchId : null;
}
