import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evidenceRoutes } from '#modules/evidence/contract/routes.ts';
import { surelyFits } from './surely-fits.ts';

const thing = z.object({
  name: z.string().max(4),
  count: z.number().int().min(0).nullable(),
  day: z.iso.date().optional(),
  kind: z.enum(['one', 'two']),
  is: z.literal(true),
  tags: z.array(z.string().regex(/^[a-z]+$/)).max(2),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
});
const fit = { name: '甲', count: 3, day: '2026-02-28', kind: 'one', is: true, tags: ['a'], values: { a: 'x', b: 1.5, c: false, d: ['y'], e: null } };
class Written {
  name = '甲';
  toJSON(): string {
    return 'secret';
  }
}

/** Each way in which an answer can differ from what its schema names. */
const DIFFERENT: Record<string, unknown> = {
  'a field that nobody named': { ...fit, secret: 1 },
  'a field that nobody named, without a value': { ...fit, secret: undefined },
  'a missing field': { ...fit, kind: undefined },
  'null where none may be': { ...fit, name: null },
  'too long a text': { ...fit, name: '甲乙丙丁戊' },
  'half a number': { ...fit, count: 1.5 },
  'no number': { ...fit, count: Number.NaN },
  'less than the least': { ...fit, count: -1 },
  'no day': { ...fit, day: '2026-02-30' },
  'an instant for a day': { ...fit, day: new Date(0) },
  'another word': { ...fit, kind: 'three' },
  'the other literal': { ...fit, is: false },
  'a list with a hole': { ...fit, tags: Object.assign(['a'], { 2: 'b' }) },
  'a list with something else': { ...fit, tags: ['A'] },
  'too long a list': { ...fit, tags: ['a', 'b', 'c'] },
  'text for a list': { ...fit, tags: 'a' },
  'a value of another kind': { ...fit, values: { a: { deep: 1 } } },
  endless: { ...fit, values: { a: Number.POSITIVE_INFINITY } },
  'a list of others': { ...fit, values: { a: [1] } },
  'a field of that name': { ...fit, values: JSON.parse('{"__proto__":"x"}') as unknown },
  'an object that writes itself': { ...fit, values: new Written() },
  'a list for an object': [],
  nothing: undefined,
};

describe('a quick look at an answer', () => {
  it('is sure of one that is as its schema says, with and without what may be absent', () => {
    const fits = surelyFits(thing);
    const { day: _, ...without } = fit;
    for (const answer of [fit, without, { ...fit, day: undefined, count: null }]) {
      expect(fits(answer)).toBe(true);
      expect(thing.parse(answer)).toEqual(answer);
    }
  });

  it.each(Object.entries(DIFFERENT))('is not sure of one with %s', (_name, answer) => {
    expect(surelyFits(thing)(answer)).toBe(false);
  });

  it('leaves the choice to a schema of which one part takes less than another', () => {
    const either = z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string() })]);
    const answer = { a: 'x', b: 'y' };
    expect(either.parse(answer)).toEqual({ a: 'x' });
    expect(surelyFits(either)(answer)).toBe(false);
  });

  it('knows which part is meant where a field says so', () => {
    const told = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), x: z.string() }), z.object({ kind: z.literal('b') })]);
    const fits = surelyFits(told);
    expect([fits({ kind: 'a', x: '1' }), fits({ kind: 'b' }), fits({ kind: 'b', x: '1' })]).toEqual([true, true, false]);
  });

  it('leaves to the schema what fills in, changes or asks for more', () => {
    const filled = z.object({ a: z.string().default('x') });
    expect([surelyFits(filled)({}), surelyFits(filled)({ a: 'y' })]).toEqual([false, true]);
    for (const schema of [
      z.string().trim(),
      z.string().transform((text) => text),
      z.string().refine(() => true),
      z.url(),
      z.object({ a: z.string() }).refine(() => true),
      z.object({ a: z.string() }).loose(),
      z.record(z.enum(['a']), z.string()),
      z.string().regex(/a/g),
      z.tuple([z.string()]),
    ])
      for (const answer of ['a', 'https://a.cn/', { a: 'a' }, ['a']]) expect(surelyFits(schema)(answer)).toBe(false);
  });

  it('goes down a tree that holds itself', () => {
    interface Branch {
      name: string;
      below: Branch[];
    }
    const branch: z.ZodType<Branch> = z.object({ name: z.string(), below: z.array(z.lazy(() => branch)) });
    const fits = surelyFits(branch);
    expect([fits({ name: 'a', below: [{ name: 'b', below: [] }] }), fits({ name: 'a', below: [{ name: 'b', below: [], more: 1 }] })]).toEqual([true, false]);
  });

  it('is sure of the answers asked most: a page of a register and a record', () => {
    const record = { id: '1', code: 'W1', version: 1, division: '440103000000', demonstration: false, values: { name: '合唱队', members: 3, hub: null } };
    const page = { items: [record], nextCursor: null, total: 1, divisionNames: { '440103000000': '荔湾区' } };
    expect(surelyFits(evidenceRoutes.list.response)(page)).toBe(true);
    const detail = { ...record, divisionNames: {}, formerNames: [], history: [], abilities: { edit: true, reveal: false } };
    expect(surelyFits(evidenceRoutes.get.response)(detail)).toBe(true);
  });
});
