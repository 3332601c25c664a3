import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { type AuditPosition, countEntries, listEntries } from '#platform/audit/list-entries.ts';
import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { auditEntrySchema, auditListQuerySchema } from '../../contract/schemas.ts';

/** The audit trail of the caller's branch, newest first. */
export async function listAudit(context: Context, query: z.output<typeof auditListQuerySchema>): Promise<Page<z.input<typeof auditEntrySchema>>> {
  requirePermission(context.actor, 'audit.read');
  const { db } = context.platform;
  const { actor, actorName, action, from, to, subjectType, subjectId, requestId } = query;
  const filter = { range: context.actor.range, actor, actorName, action, from, to, subjectType, subjectId, requestId };
  const rows = await listEntries(db, filter, positionOf(query.cursor), query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1)?.position;
  return {
    items: items.map(({ position: _position, district, at, actorId, ...entry }) => ({
      ...entry,
      district: String(district).padStart(6, '0'),
      at: at.toISOString(),
      actor: actorId,
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.at, last.district, last.number]) : null,
    total: query.withTotal ? await countEntries(db, filter) : null,
  };
}

function positionOf(cursor: string | undefined): AuditPosition | undefined {
  const [at, district, number] = decodeCursor(cursor ?? '') ?? [];
  return typeof at === 'string' && typeof district === 'number' && typeof number === 'number' ? { at, district, number } : undefined;
}
