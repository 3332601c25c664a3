import type { FastifyInstance } from 'fastify';
import { WORKBOOK_CONTENT_TYPE } from '#engines/documents/excel/write-workbook.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { checkedWorkbook } from '#platform/imports/checked-workbook.ts';
import type { ImportOutcome } from '#platform/imports/import-workbook.ts';
import { listBatches } from '#platform/imports/list-batches.ts';
import { templateWorkbook } from '#platform/imports/template-workbook.ts';
import { listWorkUnderWay, watchedWork } from '#platform/imports/work-under-way.ts';
import { countByPlace } from '#platform/registers/count-by-place.ts';
import { describeRegister } from '#platform/registers/describe-register.ts';
import { listKept } from '#platform/registers/run-elsewhere.ts';
import { deleteRecord, endRecord } from '#platform/registers/end-record.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { inspectUpload } from '#platform/imports/inspect-upload.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { revealRecord } from '#platform/registers/reveal-record.ts';
import { createRecord, type SavedRecord, updateRecord } from '#platform/registers/save-record.ts';
import type { FileReply } from '#shared/route.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import { exportEvidence } from './commands/export-evidence.ts';
import { exportList } from './commands/export-list.ts';
import { importEvidence } from './commands/import-evidence.ts';
import { removeView, saveView } from './commands/save-view.ts';
import { undoImport } from './commands/undo-import.ts';
import { listPersonalDataViews } from './queries/list-personal-data-views.ts';
import { listViewsOf } from './view-store.ts';

function saved({ id, version, notices }: SavedRecord) {
  return { id: String(id), version, notices: notices.map(({ field, message, suggestion }) => ({ field, message, suggestion })) };
}

function imported({ batchId, ...outcome }: ImportOutcome) {
  return { ...outcome, batch: batchId === null ? null : String(batchId) };
}

async function workbookReply(fileName: string, pieces: AsyncIterable<Uint8Array>): Promise<FileReply> {
  return { fileName, contentType: WORKBOOK_CONTENT_TYPE, bytes: Buffer.concat(await Array.fromAsync(pieces)) };
}

/** Checks without writing and gives the same workbook back with the results. */
async function checkUpload(context: Context, registers: Registers, file: { name: string; bytes: Uint8Array }): Promise<FileReply> {
  await inspectUpload({ bytes: file.bytes, fileName: file.name });
  const outcome = await importEvidence(context, registers, file.bytes, { fileName: file.name, dryRun: true });
  return workbookReply(file.name.replace(/\.[^.]*$/, '') + '（校验结果）.xlsx', checkedWorkbook(registers, file.bytes, outcome));
}

const NO_FILE = { name: '', bytes: new Uint8Array() };

/** Binds the routes of all registers, and of import and export. */
export function registerEvidence(app: FastifyInstance, options: BindOptions, registers: Registers): void {
  bindRoutes(app, options, evidenceRoutes, {
    registers: async (context) => {
      const kept = Map.groupBy(await listKept(context.platform.db, context.actor.range), ({ register }) => register);
      const keptFrom = (register: string) => (kept.get(register) ?? []).map(({ who, endedOn }) => ({ who, endedOn }));
      return { registers: registers.definitions.map((one) => ({ ...describeRegister(one), keptFrom: keptFrom(one.register) })) };
    },
    list: (context, { params, query }) => listRecords(context, registers, params.register, query),
    places: async (context, { params, query }) => ({ places: await countByPlace(context, registers, params.register, query) }),
    exportList: async (context, { params, query }) => {
      const { name, bytes } = await exportList(context, registers, params.register, query);
      return { fileName: `${name}-${context.today}.xlsx`, contentType: WORKBOOK_CONTENT_TYPE, bytes };
    },
    views: async (context, { params }) => ({
      views: (await listViewsOf(context.platform.db, context, params.register)).map(({ id, ...rest }) => ({ ...rest, id: String(id) })),
    }),
    saveView: async (context, { params, body }) => ({ id: String(await saveView(context, registers, { ...params, ...body })) }),
    removeView: async (context, { params }) => {
      await removeView(context, Number(params.id));
      return { removed: true as const };
    },
    findByNumber: (context, { params, query, body }) =>
      listRecords(context, registers, params.register, { ...query, number: body.number, state: 'all', filters: {} }),
    reveal: async (context, { params, body }) => ({ values: await revealRecord(context, registers, params.register, Number(params.id), body.reason) }),
    personalDataViews: (context, { query, body }) => listPersonalDataViews(context, registers, body, query),
    get: async (context, { params }) => ({
      ...(await getRecord(context, registers, params.register, Number(params.id))),
      abilities: { edit: can(context.actor, 'evidence.edit'), reveal: can(context.actor, 'personal-data.reveal') },
    }),
    create: async (context, { params, body }) => saved(await createRecord(context, registers, params.register, body.values)),
    update: async (context, { params, body }) =>
      saved(await updateRecord(context, registers, params.register, Number(params.id), body.version, body.values, body.reason)),
    end: async (context, { params, body }) =>
      saved(await endRecord(context, registers, params.register, Number(params.id), body.version, body.endsOn, body.reason, body.values)),
    remove: async (context, { params, body }) => {
      await deleteRecord(context, registers, params.register, Number(params.id), body.version, body.reason);
      return { deleted: true as const };
    },
    importWorkbook: async (context, { query, file = NO_FILE }) =>
      imported(
        await watchedWork(context, { name: file.name, work: query.dryRun === true ? 'check' : 'import' }, (onProgress) =>
          importEvidence(context, registers, file.bytes, { fileName: file.name, ...query, isUpload: true, onProgress }),
        ),
      ),
    workUnderWay: async (context) => ({ works: listWorkUnderWay(context) }),
    checkedWorkbook: (context, { file = NO_FILE }) => checkUpload(context, registers, file),
    imports: async (context, { query }) => ({
      imports: await listBatches(context, query.limit, query.before === undefined ? undefined : Number(query.before)),
    }),
    undoImport: async (context, { params, body }) => {
      await undoImport(context, registers, Number(params.batch), body.reason);
      return { undone: true as const };
    },
    exportWorkbook: (context, { query }) => {
      const name = `台账-${context.today}.xlsx`;
      return watchedWork(context, { name, work: 'export' }, async (onProgress) =>
        workbookReply(name, await exportEvidence(context, registers, { ...query, onProgress })),
      );
    },
    template: () => workbookReply('台账模板.xlsx', templateWorkbook(registers)),
  });
}
