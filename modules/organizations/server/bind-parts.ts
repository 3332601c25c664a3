import { WORKBOOK_CONTENT_TYPE, workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '#platform/context.ts';
import type { Handlers } from '#platform/http/bind-routes.ts';
import { columnSpec } from '#platform/imports/describe-columns.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { revealRecord } from '#platform/registers/reveal-record.ts';
import type { SavedRecord } from '#platform/registers/save-record.ts';
import type { partRoutes } from '../contract/part-routes.ts';
import type { PartId } from '../contract/parts.ts';
import { importRoster, ROSTER_COLUMNS } from './commands/import-roster.ts';
import { removePart } from './commands/remove-part.ts';
import { addPart, changePart } from './commands/save-part.ts';
import { requirePartRecord } from './part-owner.ts';
import { PARTS } from './parts/organization-parts.ts';
import { listPart } from './queries/list-part.ts';
import { requireOrganization } from './queries/require-organization.ts';

const NO_FILE = { name: '', bytes: new Uint8Array() };

function saved({ id, version, notices }: SavedRecord) {
  return { id: String(id), version, notices: notices.map(({ field, message, suggestion }) => ({ field, message, suggestion })) };
}

/** Of the organization that the address names; what belongs to another is not there. */
async function recordOf(context: Context, params: { id: string; part: PartId; record: string }) {
  const [organizationId, id] = [Number(params.id), Number(params.record)];
  await requirePartRecord(context.platform.db, context, params.part, organizationId, id);
  return { organizationId, part: params.part, id, register: PARTS[params.part].register };
}

export function partHandlers(registers: Registers): Handlers<typeof partRoutes> {
  return {
    part: async (context, { params, query }) => listPart(context, registers, await requireOrganization(context, Number(params.id)), params.part, query.cursor),
    addPart: async (context, { params, body }) =>
      saved(await addPart(context, registers, { organizationId: Number(params.id), part: params.part }, body.values)),
    changePart: async (context, { params, body }) =>
      saved(await changePart(context, registers, { ...(await recordOf(context, params)), version: body.version }, body.values, body.reason)),
    removePart: async (context, { params, body }) => {
      await removePart(context, registers, { organizationId: Number(params.id), part: params.part, id: Number(params.record), ...body });
      return { deleted: true as const };
    },
    revealPart: async (context, { params, body }) => {
      const { register, id } = await recordOf(context, params);
      return { values: await revealRecord(context, registers, register, id, body.reason) };
    },
    importRoster: (context, { params, query, file = NO_FILE }) => importRoster(context, registers, Number(params.id), file, query.dryRun),
    rosterTemplate: async () => ({
      fileName: '成员名册.xlsx',
      contentType: WORKBOOK_CONTENT_TYPE,
      bytes: await workbookBytes([{ name: '成员名册', columns: ROSTER_COLUMNS.map(columnSpec), rows: [] }]),
    }),
  };
}
