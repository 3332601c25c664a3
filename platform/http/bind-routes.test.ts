import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Actor, grantsOf, NOBODY } from '#platform/access/actor.ts';
import { bindRoutes } from '#platform/http/bind-routes.ts';
import { defineRoute } from '#shared/route.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';

const { db } = await createTestDatabase();
const reader: Actor = { ...NOBODY, id: '7', grants: grantsOf(['thing.read']) };
const context = testContext(db, { actor: reader });

const routes = {
  read: defineRoute({
    method: 'GET',
    path: '/api/v1/things/:id',
    permission: 'thing.read',
    summary: '读',
    params: z.object({ id: z.coerce.number().int() }),
    query: z.object({ as: z.enum(['short', 'long']).default('short') }),
    response: z.object({ id: z.number(), as: z.string() }),
  }),
  write: defineRoute({
    method: 'POST',
    path: '/api/v1/things',
    permission: 'thing.write',
    summary: '写',
    body: z.object({ name: z.string() }),
    response: z.object({}),
  }),
  echo: defineRoute({
    method: 'POST',
    path: '/api/v1/echo',
    permission: 'thing.read',
    summary: '回',
    body: z.object({ text: z.string('请填写文字。') }),
    response: z.object({ text: z.string() }),
  }),
  lie: defineRoute({ method: 'GET', path: '/api/v1/lie', permission: 'thing.read', summary: '错', response: z.object({ count: z.number() }) }),
  upload: defineRoute({
    method: 'POST',
    path: '/api/v1/files',
    permission: 'thing.read',
    summary: '传',
    upload: true,
    response: z.object({ name: z.string(), size: z.number() }),
  }),
  download: defineRoute({ method: 'GET', path: '/api/v1/files', permission: 'thing.read', summary: '取', response: 'file' }),
};

const app = await createTestApp(context, (server, options) =>
  bindRoutes(server, options, routes, {
    read: async (_context, { params, query }) => ({ id: params.id, as: query.as, secret: 'not in the schema' }),
    write: async () => ({}),
    echo: async (own, { body }) => {
      const { rows } = await sql<{ text: string }>`select ${body.text}::text as text`.execute(own.platform.db);
      return { text: rows[0]?.text ?? '' };
    },
    lie: async () => ({ count: 'many' as unknown as number }),
    upload: async (_context, { file }) => ({ name: file?.name ?? '', size: file?.bytes.length ?? 0 }),
    download: async () => ({ fileName: '季度报告.docx', contentType: 'application/octet-stream', bytes: new Uint8Array([1, 2, 3]) }),
  }),
);

function upload(bytes: Uint8Array, field = 'file') {
  const head = `--x\r\ncontent-disposition: form-data; name="${field}"; filename="台账.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
  });
}

describe('a bound route', () => {
  it('gives validated input to its handler and only the schema’s fields to the caller', async () => {
    expect((await app.inject('/api/v1/things/12?as=long')).json()).toEqual({ id: 12, as: 'long' });
    expect((await app.inject('/api/v1/things/12')).json()).toEqual({ id: 12, as: 'short' });
  });

  it('names every wrong field', async () => {
    const reply = await app.inject('/api/v1/things/twelve?as=tall');
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'INPUT_INVALID']);
    const body = await app.inject({ method: 'POST', url: '/api/v1/echo', payload: {} });
    expect(body.json().errors).toEqual([{ path: 'text', message: '请填写文字。' }]);
  });

  it.each([
    ['broken JSON', { headers: { 'content-type': 'application/json' }, payload: '{"text":' }, 422],
    ['another type', { headers: { 'content-type': 'text/xml' }, payload: '<a/>' }, 415],
    ['a zero byte', { payload: { text: 'a\u0000b' } }, 422],
    ['a dangerous key', { headers: { 'content-type': 'application/json' }, payload: '{"text":"a","__proto__":{"x":1}}' }, 422],
  ])('answers %s with a problem, never with a failure', async (_name, request, status) => {
    const reply = await app.inject({ method: 'POST', url: '/api/v1/echo', ...request });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toContain('application/problem+json');
  });

  it('refuses a missing verb', async () => {
    const reply = await app.inject({ method: 'POST', url: '/api/v1/things', payload: { name: 'a' } });
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'PERMISSION_MISSING']);
  });

  it('keeps an answer off its schema from leaving the house', async () => {
    const reply = await app.inject('/api/v1/lie');
    expect(reply.statusCode).toBe(500);
    expect(reply.json()).toMatchObject({ code: 'UNEXPECTED', reference: expect.any(String) });
    expect(reply.body).not.toContain('many');
  });

  it('takes a file up to 50 MB and refuses a larger one or none', async () => {
    expect((await upload(Buffer.from('abc'))).json()).toEqual({ name: '台账.xlsx', size: 3 });
    expect((await upload(Buffer.alloc(50 * 1_048_576 - 1))).json().size).toBe(50 * 1_048_576 - 1);
    expect((await upload(Buffer.alloc(50 * 1_048_576 + 1))).json().code).toBe('FILE_TOO_LARGE');
    expect(
      (await app.inject({ method: 'POST', url: '/api/v1/files', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--\r\n' })).json()
        .code,
    ).toBe('FILE_MISSING');
  });

  it('sends a download under its Chinese name and lets nobody keep it', async () => {
    const reply = await app.inject('/api/v1/files');
    expect(reply.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('季度报告.docx')}`);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect([...reply.rawPayload]).toEqual([1, 2, 3]);
  });
});
