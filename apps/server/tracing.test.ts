/** Traces as a collector gets them: request → use case → statements, for the share that is followed, and nothing that names people. */
import { createServer as createCollector } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOutgoing } from '#platform/outgoing/outgoing.ts';
import { startSpanSender } from '#platform/watch/span-sender.ts';
import { type Span, tracer } from '#platform/watch/tracer.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createServer } from './create-server.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
const { app } = await createServer({ platform: operator.platform, log: false });
beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'traced', role: 'streetStaff', division: '410402001000' });
});
afterEach(() => tracer.stop());
afterAll(() => app.close());

const signIn = () => app.inject({ method: 'POST', url: '/api/v1/session?x=secret', payload: { account: 'traced', password: PASSWORD } });

describe('a request that is followed', () => {
  it('is one tree: its use case below it, statements below that', async () => {
    const spans: Span[] = [];
    tracer.start({ take: (span) => void spans.push(span), share: 1 });
    expect((await signIn()).statusCode).toBe(200);
    const root = spans.find(({ parent }) => parent === undefined);
    expect(root).toMatchObject({ name: 'POST /api/v1/session', kind: 'server', isFailed: false, attributes: { 'http.response.status_code': 200 } });
    expect(spans.every(({ trace }) => trace === root?.trace)).toBe(true);
    const useCase = spans.find(({ kind }) => kind === 'internal');
    expect(useCase).toMatchObject({ name: 'signIn', parent: root?.id });
    const statements = spans.filter(({ kind, parent }) => kind === 'client' && parent === useCase?.id);
    expect(statements.length).toBeGreaterThan(2);
    expect(spans.every(({ begunAt, endedAt }) => endedAt >= begunAt && Math.abs(endedAt - Date.now()) < 60_000)).toBe(true);
    expect(JSON.stringify(spans)).not.toMatch(new RegExp(`traced|secret|${PASSWORD}`));
  });

  it('stays apart from those at the same time', async () => {
    const spans: Span[] = [];
    tracer.start({ take: (span) => void spans.push(span), share: 1 });
    await Promise.all(Array.from({ length: 6 }, () => app.inject('/api/v1/session')));
    const ids = new Map(spans.map((span) => [span.id, span]));
    expect(new Set(spans.map(({ trace }) => trace)).size).toBe(6);
    expect(spans.filter(({ parent, trace }) => parent !== undefined && ids.get(parent)?.trace !== trace)).toEqual([]);
  });

  it('is chosen by chance, whole or not at all, and none when it is off', async () => {
    const spans: Span[] = [];
    let drawn = 0;
    tracer.start({ take: (span) => void spans.push(span), share: 0.5, chance: () => [0.4, 0.6][drawn++ % 2] ?? 1 });
    for (let asked = 0; asked < 4; asked += 1) await app.inject('/readyz');
    expect(spans.filter(({ parent }) => parent === undefined)).toHaveLength(2);
    tracer.stop();
    const before = spans.length;
    await signIn();
    expect(spans.length).toBe(before);
  });

  it('tells of work that failed', async () => {
    const spans: Span[] = [];
    tracer.start({ take: (span) => void spans.push(span), share: 1 });
    await expect(tracer.whole('job x', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(spans).toMatchObject([{ name: 'job x', isFailed: true }]);
  });
});

describe('a collector', () => {
  it('gets spans in the form of OTLP, all of them before the process ends', async () => {
    const got: { url: string | undefined; body: { resourceSpans: { resource: unknown; scopeSpans: { spans: Record<string, unknown>[] }[] }[] } }[] = [];
    const collector = createCollector((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ url: request.url, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as never });
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const port = (collector.address() as { port: number }).port;
    const address = new URL(`http://127.0.0.1:${port}`);
    const sender = startSpanSender(createOutgoing({ allowed: new Set([address.origin]) }), address, '9.9.9');
    tracer.start({ take: sender.take, share: 1 });
    await app.inject('/readyz');
    await sender.stop();
    await new Promise((resolve) => collector.close(resolve));
    const [{ url, body } = { url: '', body: { resourceSpans: [] } }] = got;
    const [resource] = body.resourceSpans;
    expect(url).toBe('/v1/traces');
    expect(resource?.resource).toMatchObject({ attributes: expect.arrayContaining([{ key: 'service.version', value: { stringValue: '9.9.9' } }]) });
    const spans = resource?.scopeSpans[0]?.spans ?? [];
    expect(spans.at(-1)).toMatchObject({
      name: 'GET /readyz',
      kind: 2,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      startTimeUnixNano: expect.stringMatching(/^\d{19}$/),
      attributes: expect.arrayContaining([{ key: 'http.response.status_code', value: { intValue: '200' } }]),
    });
    expect(spans[0]).toMatchObject({ kind: 3, parentSpanId: spans.at(-1)?.['spanId'] });
    expect(sender.dropped()).toBe(0);
  });

  it('that is away costs spans, not answers', async () => {
    const address = new URL('http://127.0.0.1:1');
    const sender = startSpanSender(createOutgoing({ allowed: new Set([address.origin]) }), address, '9.9.9');
    tracer.start({ take: sender.take, share: 1 });
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    await sender.stop();
    expect(sender.dropped()).toBeGreaterThan(0);
  });
});
