/** The parts of an organization's dossier: read, added to, changed; the roster brought in from a small table. */
import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { PART_IDS, partSchema, partValuesSchema, rosterOutcomeSchema } from './parts.ts';

const id = z.string().regex(/^\d{1,16}$/);
const params = z.object({ id });
const reasonSchema = z.string().trim().min(1, '请填写原因。').max(500);
const partParams = params.extend({ part: z.enum(PART_IDS) });
const partRecordParams = partParams.extend({ record: id });
const savedPartSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  notices: z.array(z.object({ field: z.string(), message: z.string(), suggestion: z.string() })),
});

export const partRoutes = {
  part: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id/parts/:part',
    permission: 'evidence.read',
    summary: '一个组织档案的一部分：人员、名册、场所、制度、联系等',
    params: partParams,
    query: z.object({ cursor: z.string().max(100).optional() }),
    response: partSchema,
  }),
  addPart: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/:id/parts/:part',
    permission: 'evidence.edit',
    summary: '在一个组织的档案中新增一条',
    params: partParams,
    body: z.object({ values: partValuesSchema }),
    response: savedPartSchema,
  }),
  changePart: defineRoute({
    method: 'PATCH',
    path: '/api/v1/organizations/:id/parts/:part/:record',
    permission: 'evidence.edit',
    summary: '修改一个组织档案中的一条',
    params: partRecordParams,
    body: z.object({ version: z.number().int(), values: partValuesSchema, reason: z.string().max(500).optional() }),
    response: savedPartSchema,
  }),
  removePart: defineRoute({
    method: 'DELETE',
    path: '/api/v1/organizations/:id/parts/:part/:record',
    permission: 'evidence.edit',
    summary: '删除一个组织档案中录错的一条',
    params: partRecordParams,
    body: z.object({ version: z.number().int(), reason: reasonSchema }),
    response: z.object({ deleted: z.literal(true) }),
  }),
  revealPart: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/:id/parts/:part/:record/reveal',
    permission: 'personal-data.reveal',
    requestClass: 'reveal',
    summary: '写明理由，查看组织档案中一人的完整证件号和电话（留下记录）',
    params: partRecordParams,
    body: z.object({ reason: reasonSchema }),
    response: z.object({ values: z.record(z.string(), z.string()) }),
  }),
  importRoster: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/:id/roster',
    permission: 'evidence.edit',
    summary: '从一张小表导入成员名册（dryRun 只检查）',
    params,
    query: z.object({ dryRun: z.stringbool().default(false) }),
    upload: true,
    response: rosterOutcomeSchema,
  }),
  rosterTemplate: defineRoute({
    method: 'GET',
    path: '/api/v1/templates/roster',
    permission: 'evidence.read',
    requestClass: 'read',
    summary: '空白的成员名册表',
    response: 'file',
  }),
};
