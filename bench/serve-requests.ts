/**
 * One side of `bench/run-requests.ts`, in a process of its own: `node bench/serve-requests.ts product|bare --folder DIR`.
 * `bare` is a minimal Fastify server that runs the statements it is given (a file of JSON) straight through the driver and sends the rows.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fastify, { type FastifyInstance } from 'fastify';
import type pg from 'pg';
import { createServer } from '#apps/server/create-server.ts';
import { createPool } from '#platform/db/database.ts';
import { liveMeans } from './live-means.ts';
import { openDatabase } from './open-nation.ts';
import type { Statement } from './recorded-statements.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: 'data/bench' }, server: { type: 'string' }, statements: { type: 'string', default: '' } },
});
/** As many as the product's pool has. */
const CONNECTIONS = 10;

const names = new Map<string, string>();
/** Each statement is prepared once on a connection. */
const nameOf = (text: string): string => names.get(text) ?? names.set(text, `s${names.size}`).get(text) ?? '';

const nation = await openDatabase({ folder: path.resolve(values.folder), server: values.server });
const app = positionals[0] === 'product' ? (await createServer({ platform: liveMeans(nation), log: false })).app : await bareServer();
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ address });
process.once('SIGTERM', () => void stop());

async function stop(): Promise<void> {
  await app.close();
  await nation.close();
  process.exit(0);
}

/** `/q/3?run=17`: the statements of question 3 with the values of run 17. Reads one after the other; what writes in one transaction. */
async function bareServer(): Promise<FastifyInstance> {
  const questions = JSON.parse(await readFile(values.statements, 'utf8')) as { runs: Statement[][]; writes: boolean }[];
  const pool = createPool({ ...nation.connection, role: 'wotu_app', max: CONNECTIONS });
  const bare = fastify();
  bare.get('/q/:number', async (request) => {
    const question = questions[Number((request.params as { number: string }).number)];
    const run = Number((request.query as { run: string }).run);
    if (!question) throw new Error('no such question');
    if (question.writes) return insertOne(pool, question.runs[0] ?? [], run);
    const statements = question.runs[run % question.runs.length] ?? [];
    const answers = [];
    for (const { text, values: bound } of statements) answers.push((await pool.query({ name: nameOf(text), text, values: bound ?? [] })).rows);
    return answers;
  });
  return bare as unknown as FastifyInstance;
}

/** The one row of the register, as the driver alone would write it: a number of its own, another name, one transaction. */
async function insertOne(pool: pg.Pool, [insert]: readonly Statement[], run: number): Promise<unknown> {
  if (!insert) throw new Error('no insert was recorded');
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ number: number }>({ name: 'number', text: `select nextval('record_numbers') as number` });
    const number = String(rows[0]?.number).padStart(9, '0');
    // the row travels as JSON in one value
    const bound = (insert.values ?? []).map((value) =>
      typeof value === 'string' ? value.replace(/"id":(\d{6})\d{9}/, `"id":$1${number}`).replace(/压测互助社[\d-]+/, `压测直写${run}-${number}`) : value,
    );
    await client.query({ name: 'insert', text: insert.text, values: bound });
    await client.query('commit');
    return { number };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
