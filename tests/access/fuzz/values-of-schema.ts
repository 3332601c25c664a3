/** Values for a JSON schema: as it wants them, at its edges, and nothing like it. */
import fc from 'fast-check';

export interface JsonSchema {
  type?: string | readonly string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema | boolean;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  enum?: readonly unknown[];
  const?: unknown;
  additionalProperties?: JsonSchema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

const EDGES = [0, -1, 1, 1.5, 200, 201, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 5e-324];
const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'true',
  '2023-02-30',
  '9999-12-31',
  '0000-00-00',
  "'; drop table x;--",
  'a\u0000b',
  '\u202e反',
  '\ufeff',
  '😀'.repeat(99),
  '../..',
];

function deep(levels: number): unknown {
  return levels === 0 ? 1 : [deep(levels - 1)];
}

/** Nothing like what is wanted. */
const CONFUSED: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, [], {}, deep(300), { __proto__: null, constructor: { prototype: 1 } }, Array(500).fill('x'), 'x'.repeat(100_000)),
  fc.constantFrom<unknown>(...EDGES, ...TEXTS),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** @param known texts that mean something to the product: codes, ids, names */
export function valuesOf(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: wanted(schema, known), weight: 6 }, { arbitrary: CONFUSED, weight: 1 });
}

function wanted(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && choices.length > 0) return fc.oneof(...choices.map((choice) => valuesOf(choice, known)));
  if (schema.allOf?.[0]) return valuesOf(schema.allOf[0], known);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'object') return objects(schema, known);
  if (type === 'array') return fc.array(valuesOf(typeof schema.items === 'object' ? schema.items : {}, known), { maxLength: 4 });
  if (type === 'integer' || type === 'number') return numbers(schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  return type === 'string' ? texts(schema, known) : fc.oneof(texts(schema, known), CONFUSED);
}

function objects({ properties = {}, additionalProperties }: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const record = fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valuesOf(part, known)])), { requiredKeys: [] });
  const more = typeof additionalProperties === 'object' ? valuesOf(additionalProperties, known) : CONFUSED;
  const keys = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 8 }));
  // mostly whole, sometimes with parts left out and others added
  const whole = fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valuesOf(part, known)])));
  const odd = fc.tuple(record, fc.dictionary(keys, more, { maxKeys: 3 })).map(([own, added]) => ({ ...own, ...added }));
  return fc.oneof({ arbitrary: whole, weight: 3 }, { arbitrary: odd, weight: 1 });
}

function numbers({ minimum = -10, maximum = 100_000 }: JsonSchema): fc.Arbitrary<unknown> {
  const [low, high] = [Math.max(minimum, -(2 ** 31)), Math.min(maximum, 2 ** 31)];
  return fc.oneof(fc.integer({ min: Math.ceil(low), max: Math.floor(high) }), fc.constantFrom<unknown>(low, low - 1, high, high + 1, ...EDGES));
}

function texts({ minLength = 0, maxLength = 60 }: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const sized = fc.string({ unit: 'grapheme', minLength: Math.min(minLength, 200), maxLength: Math.max(minLength, Math.min(maxLength, 200)) });
  const edges = fc.constantFrom('x'.repeat(Math.min(maxLength, 5000)), 'x'.repeat(Math.min(maxLength + 1, 5001)));
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 4 }, { arbitrary: sized, weight: 2 }, fc.constantFrom(...TEXTS), edges);
}
