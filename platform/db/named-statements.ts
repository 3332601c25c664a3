import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { type Answer, type Answered, AskedStatement, type ParserOf, type Shape, Shapes, type Statement } from './asked-statement.ts';
import { OWN_PLAN_MARK } from './own-plans.ts';
import { slowStatements } from '../watch/slow-statements.ts';
import { tracer } from '../watch/tracer.ts';

/** More texts than this on one connection would be texts built per call; those run unnamed. */
const MAX_NAMES = 2000;
/** Without parameters only these are worth a plan that is kept; others are `begin`, `savepoint` and their like. */
const READS = /^\s*(select|with)\b/i;
/** A statement longer than this (bulk inserts) is not worth keeping prepared. */
const MAX_LENGTH = 8000;

/** The driver keeps the text with each connection that has it prepared: this one, not the copy that was just put together. */
interface NamedText {
  name: string;
  text: string;
}

/**
 * Gives every statement with parameters, and every question without, a name, so that PostgreSQL parses and plans it once per connection:
 * about twice the throughput of unnamed statements. Lists go in as one array parameter (`= any($1)`), never as n placeholders.
 * @param areNamed false leaves every statement without a name: behind a pooler a connection is another one with each transaction
 */
export function namedStatements(pool: pg.Pool, areNamed = true): PostgresPool {
  const kept = new Map<string, NamedText>();
  const named = (text: string): NamedText | undefined => {
    if (!areNamed) return undefined;
    const known = kept.get(text);
    if (known || text.length > MAX_LENGTH || kept.size >= MAX_NAMES) return known;
    const fresh = { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text };
    kept.set(text, fresh);
    return fresh;
  };
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const shapes = new Map<string, Shape>();
  const parserOf = ((pool.options.types ?? pg.types) as pg.CustomTypesConfig).getTypeParser as ParserOf;
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client);
      if (known) return known;
      const wrapped = wrap(client, named, new Shapes(shapes, parserOf));
      clients.set(client, wrapped);
      return wrapped;
    },
  } as PostgresPool;
}

const LONGEST_TRACED = 2000;

/** The text without its values: those are parameters. */
function traceStatement<T>(text: string, ask: () => Promise<T>): Promise<T> {
  // of every statement of the product: nothing is made of its text while nobody follows it
  if (!tracer.isFollowing) return ask();
  const verb = text.trimStart().split(/\s/, 1)[0]?.toLowerCase() ?? '';
  return tracer.step(verb, 'client', { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, LONGEST_TRACED) }, ask);
}

/** A server that stopped answering: what was asked may still be under way, so nothing more goes down this connection. */
class ConnectionLost extends Error {
  readonly code = '08006';
}

type Write = (piece: string | Uint8Array, ...more: unknown[]) => boolean;

/** The stream of a connection, which the driver's types do not show. */
interface WithStream {
  connection?: { stream?: { write: Write } };
}

/**
 * What is asked at once leaves in one piece: the driver writes each statement in four, and a write costs more than all else about a small statement.
 * @returns to be called before each statement
 */
function gatherWrites(client: pg.PoolClient): () => void {
  const stream = (client as WithStream).connection?.stream;
  if (!stream) return () => undefined;
  const write: Write = stream.write.bind(stream);
  let pieces: Uint8Array[] | undefined;
  const send = () => {
    const gathered = pieces ?? [];
    pieces = undefined;
    if (gathered.length > 0) write(Buffer.concat(gathered));
  };
  stream.write = (piece, ...more) => {
    if (pieces && typeof piece !== 'string' && more.length === 0) return pieces.push(piece) > 0;
    send();
    return write(piece, ...more);
  };
  return () => {
    if (pieces) return;
    pieces = [];
    process.nextTick(send);
  };
}

/** Where nothing may be sent ahead of an answer. */
function takeTurns(): <T>(ask: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const turn = last.then(ask, ask);
    last = turn;
    return turn;
  };
}

/** The driver copies a description of a statement property by property, which costs more than sending it; a statement of its own kind it takes as it is. */
function askDriver(client: pg.PoolClient, shapes: Shapes, statement: Statement, answered: Answered): void {
  const { name, text, values } = statement;
  if (name !== undefined || values.length > 0) client.query(new AskedStatement(statement, shapes, answered));
  // several in one text may be among these
  else client.query(Object.assign(new pg.Query(text, values), { callback: answered }));
}

const BEGIN = 'begin';
const BEGUN = { command: 'BEGIN', rowCount: null, rows: [] };

function wrap(client: pg.PoolClient, named: (text: string) => NamedText | undefined, shapes: Shapes): PostgresPoolClient {
  let isLost = false;
  const inOneWrite = gatherWrites(client);
  const inTurn = client.pipeline ? undefined : takeTurns();
  const ask = (text: string, values: unknown[] = []): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const known = (values.length > 0 || READS.test(text)) && !text.endsWith(OWN_PLAN_MARK) ? named(text) : undefined;
      inOneWrite();
      askDriver(client, shapes, { name: known?.name, text: known?.text ?? text, values }, (error, answer) => {
        slowStatements.note(text, performance.now() - began);
        if (!error) return resolve(answer);
        isLost ||= /query read timeout/i.test(error.message);
        reject(error);
      });
    });
  const query = (text: unknown, values?: unknown[]) => {
    if (isLost) return Promise.reject(new ConnectionLost('the database stopped answering on this connection'));
    if (typeof text !== 'string') return client.query(text as never);
    if (text === BEGIN && client.pipeline) return beginAhead();
    if (inTurn) return traceStatement(text, () => inTurn(() => ask(text, values)));
    return tracer.isFollowing ? traceStatement(text, () => ask(text, values)) : ask(text, values);
  };
  /** Nobody waits for this answer: the first statement goes right behind. A transaction that did not begin takes nothing more. */
  const beginAhead = () => {
    ask(BEGIN).catch(() => {
      isLost = true;
    });
    return Promise.resolve(BEGUN);
  };
  return { query, release: () => client.release(isLost) } as unknown as PostgresPoolClient;
}
