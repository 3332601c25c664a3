import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';

export const NUMBER_SERIES = { filing: '备案编号', notice: '通知和公告文号' } as const;
export type NumberSeries = keyof typeof NUMBER_SERIES;

const series = z.enum(['filing', 'notice']);
const year = z.coerce.number().int().min(2000).max(2199);
const division = z.string().regex(/^\d{2,12}$/);
const reason = z.string().trim().min(2, '请写明理由。').max(200);
const format = z
  .string()
  .trim()
  .max(60)
  .regex(/\{number\}/, '格式里要有 {number}（序号）。')
  .regex(/\{year\}/, '格式里要有 {year}（年份）：序号每年从 1 开始，没有年份就会重号。')
  .regex(/^[^{}]*(\{(authority|year|number)\}[^{}]*)+$/, '花括号里只能写 authority（机关代字）、year（年份）、number（序号）。')
  .nullable();

export const numberSchema = z.object({
  serial: z.number().int(),
  number: z.string(),
  /** `unrecorded`: given before the register was kept */
  state: z.enum(['given', 'void', 'unrecorded']),
  subjectName: z.string().nullable(),
  givenOn: z.string().nullable(),
  voidReason: z.string().nullable(),
  voidedOn: z.string().nullable(),
  voidedBy: z.string().nullable(),
});
export type GivenNumber = z.infer<typeof numberSchema>;

export const authoritySchema = z.object({
  division: z.string(),
  organ: z.string(),
  code: z.string(),
  filingFormat: z.string(),
  noticeFormat: z.string(),
  /** what the office said itself; null where it takes what is inherited */
  own: z.object({ organ: z.string().nullable(), code: z.string().nullable(), filingFormat: z.string().nullable(), noticeFormat: z.string().nullable() }),
  version: z.number().int(),
  mayEdit: z.boolean(),
});

/** Numbers of filings and notices: how an authority makes them, and all it made in a year, without an unexplained gap. */
export const numberRoutes = {
  numbers: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/numbers',
    permission: 'filing.read',
    summary: '一个单位某年的编号，逐号列出，缺号有说明',
    query: pageQuerySchema.extend({ series, year, division: division.optional() }),
    response: pageSchema(numberSchema).extend({
      division: z.string(),
      organ: z.string(),
      last: z.number().int(),
      voided: z.number().int(),
      unrecorded: z.number().int(),
    }),
  }),
  skipNumbers: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/numbers/skips',
    permission: 'notice.manage',
    summary: '跳过若干号（如纸质已用），写明理由',
    body: z.object({ series, year, through: z.number().int().min(1).max(100_000), reason }),
    response: z.object({ skipped: z.number().int(), last: z.number().int() }),
  }),
  voidNumber: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/numbers/voids',
    permission: 'notice.manage',
    summary: '作废一个编号并写明理由；备案编号同时换发新号和新证书',
    body: z.object({ series, year, serial: z.number().int().min(1), reason }),
    response: z.object({ replacement: z.string().nullable() }),
  }),
  authority: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/authority',
    permission: 'rules.read',
    summary: '本单位在文书中的名称、机关代字和编号格式',
    response: authoritySchema,
  }),
  setAuthority: defineRoute({
    method: 'PUT',
    path: '/api/v1/filings/authority',
    permission: 'notice.manage',
    summary: '设定本单位在文书中的名称、机关代字和编号格式',
    body: z.object({
      version: z.number().int().min(0),
      organ: z.string().trim().min(2).max(60).nullable(),
      code: z.string().trim().min(1).max(20).nullable(),
      filingFormat: format,
      noticeFormat: format,
    }),
    response: authoritySchema,
  }),
};
