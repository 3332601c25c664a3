import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { agreementDetailSchema, agreementSchema, choicesSchema, settledSchema } from './agreement.ts';
import { termsSchema } from './terms.ts';
import { envelopeSchema, pairingAnswerSchema, pairingSchema, signedAnswerSchema } from './wire.ts';

const params = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const permission = 'operations.manage';
const reason = z.string().trim().min(2, '请写明理由').max(500);

export const exchangeRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/exchange/agreements',
    permission,
    summary: '平台之间的报送约定，两个方向；可以约定的台账和方案',
    response: z.object({ agreements: z.array(agreementSchema), choices: choicesSchema }),
  }),
  get: defineRoute({
    method: 'GET',
    path: '/api/v1/exchange/agreements/:id',
    permission,
    summary: '一份报送约定：内容、报送包、被退回的记录、核对结果',
    params,
    response: agreementDetailSchema,
  }),
  offer: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/agreements',
    permission,
    summary: '约定由下级平台报送某地的数据，生成一次性配对码',
    body: z.object({ name: z.string().trim().min(2).max(200), partner: z.string().trim().min(2).max(200), division: z.string().max(12), terms: termsSchema }),
    response: z.object({ id: z.number().int(), code: z.string() }),
  }),
  join: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/joins',
    permission,
    summary: '用上级平台给的配对码建立报送约定，确认后才报送',
    body: z.object({ address: z.url({ protocol: /^https?$/ }).max(200), code: z.string().trim().max(120), name: z.string().trim().min(2).max(200) }),
    response: z.object({ id: z.number().int() }),
  }),
  accept: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/agreements/:id/accept',
    permission,
    summary: '确认约定的内容，开始报送',
    params,
    response: z.object({}),
  }),
  end: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/agreements/:id/end',
    permission,
    summary: '结束报送约定，须写明理由；接收方还要说明已收到的记录移出还是留下',
    params,
    body: z.object({ reason, received: settledSchema.optional() }),
    response: z.object({}),
  }),
  send: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/agreements/:id/send',
    permission,
    summary: '立即报送并核对',
    params,
    response: z.object({}),
  }),
  mend: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/agreements/:id/mend',
    permission,
    summary: '把核对不一致的记录作为更正重新报送，退回的再送一次',
    params,
    response: z.object({ rows: z.number().int() }),
  }),
  workbook: defineRoute({
    method: 'GET',
    path: '/api/v1/exchange/agreements/:id/comparison.xlsx',
    permission,
    summary: '核对报告（Excel）',
    params,
    response: 'file',
  }),
  pair: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/pairings',
    permission: 'public',
    summary: '下级平台用配对码建立约定（平台之间使用）',
    requestClass: 'check',
    body: pairingSchema,
    response: pairingAnswerSchema,
  }),
  receive: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/packets',
    permission: 'public',
    summary: '收下一个报送包，回以签名的回执（平台之间使用）',
    body: envelopeSchema,
    response: signedAnswerSchema,
  }),
  compare: defineRoute({
    method: 'POST',
    path: '/api/v1/exchange/comparisons',
    permission: 'public',
    summary: '核对双方的记录（平台之间使用）',
    body: envelopeSchema,
    response: signedAnswerSchema,
  }),
};
