import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { TicketImport } from '../../contract/ticket.ts';

const MOST = 50;

interface Row extends Omit<TicketImport, 'id' | 'importedAt' | 'undone'> {
  id: number;
  importedAt: Date;
  undoneAt: Date | null;
  undoneReason: string | null;
}

/** Files of tickets that offices of the jurisdiction brought in, the newest first. */
export async function listTicketImports({ actor, platform }: Context): Promise<TicketImport[]> {
  requirePermission(actor, 'need.handle');
  const { rows } = await sql<Row>`
    select i.id, i.file_name as "fileName", i.rows, i.created, i.already, i.joined, i.rejected, i.imported_at as "importedAt", i.imported_by_name as "importedBy",
      i.undone_at as "undoneAt", i.undone_reason as "undoneReason"
    from need_imports i where ${inRange(actor.range, 'i')} order by i.id desc limit ${MOST}`.execute(platform.db);
  return rows.map(({ id, importedAt, undoneAt, undoneReason, ...rest }) => ({
    ...rest,
    id: String(id),
    importedAt: importedAt.toISOString(),
    undone: undoneAt === null ? null : { at: undoneAt.toISOString(), reason: undoneReason ?? '' },
  }));
}
