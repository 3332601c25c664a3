/** Attachments as screens see them, and the routes that read them. Browser-safe. */
import { z } from 'zod';
import { DATA_CLASSES } from './data-class.ts';
import { KEPT_KINDS } from './file-kind.ts';
import { defineRoute } from './route.ts';

/** `full` is what was kept; photographs have a `medium` one for pages and a `small` one for lists. */
export const FILE_SIZES = ['full', 'medium', 'small'] as const;
export type FileSize = (typeof FILE_SIZES)[number];

/** Of the virus scanner: nobody looked, found nothing, found something. */
export const SCAN_STATES = ['unscanned', 'clean', 'infected'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

export const SCAN_WORDS: Record<ScanState, string> = { unscanned: '未查毒', clean: '已查毒', infected: '含病毒，已封存' };

export const storedFileSchema = z.object({
  id: z.string(),
  /** which place of the record: the key of a material; null when it has one place only */
  part: z.string().nullable(),
  name: z.string(),
  kind: z.enum(KEPT_KINDS),
  /** bytes */
  size: z.number().int(),
  /** pixels, of images */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  dataClass: z.enum(DATA_CLASSES),
  scan: z.enum(SCAN_STATES),
  isPublic: z.boolean(),
  keptAt: z.string(),
  keptByName: z.string(),
});
export type PresentedFile = z.output<typeof storedFileSchema>;

const idParams = z.object({
  id: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
});

export const fileRoutes = {
  read: defineRoute({
    method: 'GET',
    path: '/api/v1/files/:id',
    permission: 'session',
    summary: '附件的内容，可按范围（Range）读取；含个人信息的须先说明理由取得凭据',
    params: idParams,
    query: z.object({ size: z.enum(FILE_SIZES).default('full'), ticket: z.string().max(100).optional() }),
    response: 'file',
    requestClass: 'read',
  }),
  reveal: defineRoute({
    method: 'POST',
    path: '/api/v1/files/:id/reveal',
    permission: 'personal-data.reveal',
    summary: '说明理由，取得查看含个人信息附件的凭据（十分钟内有效，记入审计）',
    params: idParams,
    body: z.object({ reason: z.string().trim().min(2, '请写明查看的理由。').max(200) }),
    response: z.object({ ticket: z.string() }),
    requestClass: 'reveal',
    repeatable: true,
  }),
};

/** Where staff read a file. */
export function fileAddress(id: string, size: FileSize = 'full', ticket?: string): string {
  const query = [...(size === 'full' ? [] : [`size=${size}`]), ...(ticket === undefined ? [] : [`ticket=${encodeURIComponent(ticket)}`])].join('&');
  return `/api/v1/files/${id}${query === '' ? '' : `?${query}`}`;
}

/** Where anybody reads a file that was made public. */
export function publicFileAddress(id: string, size: FileSize = 'full'): string {
  return `/files/${id}${size === 'full' ? '' : `/${size}`}`;
}
