/**
 * Refusals: expected answers to bad input, missing rights or a wrong state. Each module lists its own in
 * `contract/errors.ts`; anything thrown that is not a Refusal is a bug and reaches people as a reference number only.
 */
export interface ErrorSpec {
  /** HTTP status: 401 unknown, 403 missing verb, 404 absent or outside, 409 state, 422 rule, 429 too many */
  status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 417 | 422 | 429 | 431 | 503;
  /** Chinese sentence for people: what happened, why, what to do. `{name}` takes a detail of that name. */
  text: string;
}

export type ErrorCatalogue = Record<string, ErrorSpec>;

/** Declares a module's refusals; codes are upper-case, unique in the product and never reused. */
export function defineErrors<const C extends ErrorCatalogue>(catalogue: C): { [K in keyof C & string]: ErrorSpec & { code: K } } {
  const entries = Object.entries(catalogue).map(([code, spec]) => [code, { ...spec, code }]);
  return Object.fromEntries(entries) as { [K in keyof C & string]: ErrorSpec & { code: K } };
}

export type RefusalDetails = Record<string, string | number>;

/** One field that is wrong, for forms: a path of the input and a Chinese sentence. */
export interface FieldProblem {
  path: string;
  message: string;
}

export class Refusal extends Error {
  readonly code: string;
  readonly status: ErrorSpec['status'];
  readonly details: RefusalDetails;
  readonly fields: FieldProblem[];

  constructor(spec: ErrorSpec & { code: string }, details: RefusalDetails = {}, fields: FieldProblem[] = []) {
    super(spec.text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole)));
    this.name = 'Refusal';
    this.code = spec.code;
    this.status = spec.status;
    this.details = details;
    this.fields = fields;
  }
}

/** Makes the refusal to throw: `throw refuse(divisionErrors.DIVISION_NOT_FOUND, { code })`. */
export function refuse(spec: ErrorSpec & { code: string }, details?: RefusalDetails, fields?: FieldProblem[]): Refusal {
  return new Refusal(spec, details, fields);
}
