import pg from 'pg';
import utils from 'pg/lib/utils.js';

type Parse = (text: string) => unknown;
export type ParserOf = (oid: number, format: 'text') => Parse;

/** How the rows of a statement's answer are made. */
export interface Shape {
  names: readonly string[];
  types: readonly number[];
  parsers: readonly Parse[];
  /** a copy with room for every column costs a fifth of one that grows column by column */
  blank: Readonly<Record<string, null>>;
}

interface Field {
  name: string;
  dataTypeID: number;
}

/** Texts of searches are many. */
const MOST_SHAPES = 2500;

/** The shapes of the prepared statements of one connection, by name: PostgreSQL lets none of them change as long as the statement is prepared. */
export class Shapes {
  readonly #byName = new Map<string, Shape>();
  readonly #ofPool: Map<string, Shape>;
  readonly #parserOf: ParserOf;

  /** @param ofPool what its connections learned last: almost always the same, and then one for all */
  constructor(ofPool: Map<string, Shape>, parserOf: ParserOf) {
    this.#ofPool = ofPool;
    this.#parserOf = parserOf;
  }

  known(name: string): Shape | undefined {
    return this.#byName.get(name);
  }

  learn(name: string, fields: readonly Field[]): Shape {
    const shape = this.made(name, fields);
    this.#byName.set(name, shape);
    return shape;
  }

  /** The form of these columns: the one already made, if they are the same as the last time. @param key name or text of the statement */
  made(key: string, fields: readonly Field[]): Shape {
    const known = this.#ofPool.get(key);
    if (known && isOf(known, fields)) return known;
    const shape = shapeOf(fields, this.#parserOf);
    if (known || this.#ofPool.size < MOST_SHAPES) this.#ofPool.set(key, shape);
    return shape;
  }
}

function isOf({ names, types }: Shape, fields: readonly Field[]): boolean {
  return names.length === fields.length && fields.every(({ name, dataTypeID }, index) => name === names[index] && dataTypeID === types[index]);
}

function shapeOf(fields: readonly Field[], parserOf: ParserOf): Shape {
  return {
    names: fields.map(({ name }) => name),
    types: fields.map(({ dataTypeID }) => dataTypeID),
    parsers: fields.map(({ dataTypeID }) => parserOf(dataTypeID, 'text')),
    blank: Object.fromEntries(fields.map(({ name }) => [name, null])),
  };
}

function rowOf({ names, parsers, blank }: Shape, texts: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = { ...blank };
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index];
    if (text !== null && text !== undefined) row[names[index] as string] = (parsers[index] as Parse)(text);
  }
  return row;
}

export interface Answer {
  command: string | null;
  rowCount: number | null;
  rows: Record<string, unknown>[];
}

export type Answered = (error: Error | null, answer: Answer) => void;

export interface Statement {
  /** PostgreSQL keeps it prepared under this */
  name: string | undefined;
  text: string;
  values: unknown[];
}

/** The driver's own parts, which its types do not show. */
interface DriverConnection {
  bind(config: { statement: string; values: unknown[]; valueMapper: (value: unknown) => unknown }): void;
  execute(config?: undefined): void;
  sync(): void;
}
interface DriverQuery {
  prepare(connection: DriverConnection): void;
  handleError(error: Error, connection: DriverConnection): void;
}
const driver = pg.Query.prototype as unknown as DriverQuery;

/** As the driver sends a value, but for lists of numbers, each of which it would put in quotes and look through for quotes. */
function sent(value: unknown): unknown {
  return Array.isArray(value) && areNumbers(value) ? `{${value.join(',')}}` : utils.prepareValue(value);
}

function areNumbers(values: readonly unknown[]): boolean {
  for (const value of values) if (typeof value !== 'number') return false;
  return true;
}

/**
 * A statement with values. The driver asks at each execution which columns the answer has, takes the description apart and makes the form of a row of
 * it, which costs more than a row. Here it is asked once for each connection, and remembered (ADR 0155); without a name each time, and only the form
 * is remembered.
 */
export class AskedStatement extends pg.Query {
  readonly name: string | undefined;
  readonly text: string;
  callback: Answered;
  readonly #shapes: Shapes;
  readonly #values: unknown[];
  readonly #answer: Answer = { command: null, rowCount: null, rows: [] };
  #shape: Shape | undefined;
  #failure: Error | undefined;

  constructor({ name, text, values }: Statement, shapes: Shapes, answered: Answered) {
    super(text, values);
    this.name = name;
    this.text = text;
    this.callback = answered;
    this.#shapes = shapes;
    this.#values = values;
  }

  /** Sends it: whole the first time, without asking for the columns when they are known. */
  prepare(connection: DriverConnection): void {
    this.#shape = this.name === undefined ? undefined : this.#shapes.known(this.name);
    if (!this.#shape || this.name === undefined) return driver.prepare.call(this, connection);
    try {
      connection.bind({ statement: this.name, values: this.#values, valueMapper: sent });
    } catch (error) {
      connection.sync();
      return this.handleError(error as Error, connection);
    }
    connection.execute();
    connection.sync();
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#shape = this.name === undefined ? this.#shapes.made(this.text, fields) : this.#shapes.learn(this.name, fields);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (!this.#shape || this.#failure) return;
    try {
      this.#answer.rows.push(rowOf(this.#shape, fields));
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    // `SELECT 3`, `INSERT 0 3`, `BEGIN`
    const space = text.indexOf(' ');
    this.#answer.command = space < 0 ? text : text.slice(0, space);
    const count = space < 0 ? Number.NaN : Number(text.slice(text.lastIndexOf(' ') + 1));
    if (!Number.isNaN(count)) this.#answer.rowCount = count;
  }

  handleError(error: Error, _connection: DriverConnection): void {
    this.callback(this.#failure ?? error, this.#answer);
  }

  handleReadyForQuery(): void {
    this.callback(this.#failure ?? null, this.#answer);
  }
}
