/** Requests to an operation, made from its own schemas as the API document shows them. */
import fc from 'fast-check';
import { z } from 'zod';
import type { RegisteredRoute } from '#platform/http/route-registry.ts';
import { productRegisters } from '#apps/server/registers.ts';
import type { House } from '../open-house.ts';
import { PLACES } from '../places.ts';
import { type Question, upload } from '../question.ts';
import { type JsonSchema, valuesOf } from './values-of-schema.ts';

/** Texts that mean something to the product, so that requests get past the first check. */
export function knownTexts(house: House): string[] {
  const ids = [...house.records.values()].flatMap((byPlace) => [...byPlace.values()].flatMap((each) => each.slice(0, 1))).slice(0, 40);
  const things = [...house.things.values()].flatMap((each) => Object.values(each)).filter((id) => id !== undefined);
  const words = [
    'national-2021',
    'pingdingshan-2021',
    'MCA-Q01',
    'PDS-Q01',
    '2022',
    '2022Q1',
    '2022-06-01',
    'docx',
    'W410402-000000001',
    'donor',
    'rename',
    'merge',
  ];
  return [...PLACES.map(({ code }) => code), ...productRegisters.definitions.map(({ register }) => register), ...[...ids, ...things].map(String), ...words];
}

function schemaOf(schema: z.ZodType | undefined): JsonSchema {
  return schema ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema) : { type: 'object' };
}

function inPath(path: string, params: Record<string, unknown>): string {
  return path.replaceAll(/:(\w+)/g, (_match, name: string) => encodeURIComponent(asText(params[name]).slice(0, 600)) || '-');
}

function asText(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function inQuery(query: unknown): string {
  const pairs = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  const search = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name.toWellFormed(), asText(value).slice(0, 3000)]));
  return pairs.length === 0 ? '' : `?${search}`;
}

/** Bodies that are no JSON of ours: broken, doubled keys, other types, bytes. */
const ODD_BODIES = fc.constantFrom<Pick<Question, 'payload' | 'headers'>>(
  { payload: '{', headers: { 'content-type': 'application/json' } },
  { payload: '{"a":1,"a":2,"__proto__":{"x":1}}', headers: { 'content-type': 'application/json' } },
  { payload: `${'['.repeat(10_000)}${']'.repeat(10_000)}`, headers: { 'content-type': 'application/json' } },
  { payload: Buffer.from([0xff, 0xfe, 0xc0, 0x80]), headers: { 'content-type': 'application/json' } },
  { payload: '<a/>', headers: { 'content-type': 'text/xml', 'x-wotu-request': '1' } },
  { payload: '', headers: { 'content-type': 'application/json' } },
);

export function questionsTo(route: RegisteredRoute, known: readonly string[]): fc.Arbitrary<Question> {
  const parts = fc.record({
    params: valuesOf(schemaOf(route.params), known),
    query: valuesOf(schemaOf(route.query), known),
    body: valuesOf(schemaOf(route.body), known),
    odd: fc.option(ODD_BODIES, { freq: 12 }),
  });
  return parts.map(({ params, query, body, odd }) => {
    const url = inPath(route.path, Object(params) as Record<string, unknown>) + inQuery(query);
    if (route.method === 'GET') return { method: 'GET', url };
    if (route.upload)
      return {
        ...upload(
          '',
          asText(body)
            .slice(0, 80)
            .replaceAll(/["\r\n\\]/g, ''),
          Buffer.from(asText(body)),
        ),
        url,
      };
    const own = { payload: JSON.stringify(body) ?? 'null', headers: { 'content-type': 'application/json' } };
    return { method: route.method as 'POST', url, ...(odd ?? own) };
  });
}
