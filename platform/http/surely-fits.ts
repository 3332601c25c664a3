import type { z } from 'zod';

/** Whether a value is an answer of the schema as it stands: false also where only the schema itself can tell. */
type Fits = (value: unknown) => boolean;
type Definition = z.core.$ZodTypes['_zod']['def'];
type Check = z.core.$ZodChecks['_zod']['def'];

const UNSURE: Fits = () => false;
/** What a schema of these kinds lets pass it lets pass unchanged. */
const UNCHANGING = new Set(['string', 'number', 'boolean', 'null', 'enum', 'literal']);

/**
 * A quick look at an answer. True means that `schema.parse` would give the very same: every field is named by the schema and has its shape, and
 * nothing is to be filled in, changed or left out. False means nothing: the schema decides, and strips, fills in or throws (ADR 0125).
 * Kinds and checks that are not known here are never sure.
 */
export function surelyFits(schema: z.core.$ZodType): Fits {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const own = ofKind(def);
  const checks = (def.checks ?? []).map((check) => ofCheck((check as z.core.$ZodChecks)._zod.def));
  return checks.length === 0 ? own : all([own, ...checks]);
}

/** A loop, as all that is asked for each value of an answer: `every` and `some` would make a function each time. */
function all(fits: readonly Fits[]): Fits {
  return (value) => {
    for (const one of fits) if (!one(value)) return false;
    return true;
  };
}

function any(fits: readonly Fits[]): Fits {
  return (value) => {
    for (const one of fits) if (one(value)) return true;
    return false;
  };
}

function ofKind(def: Definition): Fits {
  switch (def.type) {
    case 'string':
      return ofString(def);
    case 'number':
      return 'format' in def ? UNSURE : Number.isFinite;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'null':
      return (value) => value === null;
    case 'unknown':
      return () => true;
    case 'enum':
      return isOneOf(Object.values(def.entries));
    case 'literal':
      return isOneOf(def.values);
    case 'nullable':
      return unless(null, surelyFits(def.innerType));
    case 'optional':
      return unless(undefined, surelyFits(def.innerType));
    case 'default':
      return surelyFits(def.innerType);
    case 'array':
      return ofArray(surelyFits(def.element));
    case 'record':
      return ofRecord(def);
    case 'object':
      return ofObject(def);
    case 'union':
      return ofUnion(def);
    case 'lazy':
      return ofLazy(def.getter);
    default:
      return UNSURE;
  }
}

function ofCheck(def: Check): Fits {
  switch (def.check) {
    case 'number_format':
      return def.format === 'safeint' ? Number.isSafeInteger : UNSURE;
    case 'greater_than':
      return (value) => (def.inclusive ? Number(value) >= Number(def.value) : Number(value) > Number(def.value));
    case 'less_than':
      return (value) => (def.inclusive ? Number(value) <= Number(def.value) : Number(value) < Number(def.value));
    case 'min_length':
      return (value) => (value as string | unknown[]).length >= def.minimum;
    case 'max_length':
      return (value) => (value as string | unknown[]).length <= def.maximum;
    case 'string_format':
      return def.format === 'regex' && def.pattern ? ofText(def.pattern) : UNSURE;
    default:
      return UNSURE;
  }
}

/** Formats that are their pattern and nothing more. */
const BY_PATTERN: readonly unknown[] = ['date', 'datetime'];

function ofString(def: z.core.$ZodStringDef): Fits {
  if (!('format' in def)) return (value) => typeof value === 'string';
  return BY_PATTERN.includes(def.format) && 'pattern' in def && def.pattern instanceof RegExp ? ofText(def.pattern) : UNSURE;
}

function ofText(pattern: RegExp): Fits {
  // one that remembers where it stopped would answer differently the next time
  if (pattern.global || pattern.sticky) return UNSURE;
  return (value) => typeof value === 'string' && pattern.test(value);
}

function isOneOf(values: readonly unknown[]): Fits {
  const known = new Set(values);
  return (value) => known.has(value);
}

function unless(other: null | undefined, fits: Fits): Fits {
  return (value) => value === other || fits(value);
}

function ofArray(fits: Fits): Fits {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // a hole is not skipped, as `every` would
    for (let index = 0; index < value.length; index += 1) if (!fits(value[index])) return false;
    return true;
  };
}

/** Such an object is written as JSON field by field; one of a class might write itself. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function ofRecord({ keyType, valueType }: z.core.$ZodRecordDef): Fits {
  const { type, checks = [] } = keyType._zod.def;
  if (type !== 'string' || checks.length > 0 || 'format' in keyType._zod.def) return UNSURE;
  const fits = surelyFits(valueType);
  return (value) => {
    if (!isPlain(value)) return false;
    for (const key in value) if (key === '__proto__' || !fits(value[key])) return false;
    return true;
  };
}

function ofObject({ shape, catchall }: z.core.$ZodObjectDef): Fits {
  if (catchall && catchall._zod.def.type !== 'never') return UNSURE;
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, fits: surelyFits(schema) }));
  const names = new Set(Object.keys(shape));
  return (value) => {
    if (!isPlain(value)) return false;
    for (const key in value) if (!names.has(key)) return false;
    for (const { name, fits } of fields) if (!fits(value[name])) return false;
    return true;
  };
}

/**
 * A schema takes the first of several that lets a value pass, perhaps without some of its fields, although a later one names them all. So at
 * most one may be able to leave something out, unless a field says which one is meant.
 */
function ofUnion(def: z.core.$ZodUnionDef): Fits {
  const changing = def.options.filter((option) => !isUnchanging(option));
  if (changing.length > 1 && !('discriminator' in def)) return UNSURE;
  return any(def.options.map(surelyFits));
}

function isUnchanging(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'array' ? isUnchanging(def.element) : UNCHANGING.has(def.type);
}

function ofLazy(schema: () => z.core.$ZodType): Fits {
  let fits: Fits | undefined;
  return (value) => (fits ??= surelyFits(schema()))(value);
}
