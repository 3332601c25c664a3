/**
 * One side of `bench/run-requests.ts`, in a process of its own: `node bench/serve-requests.ts product|bare --folder DIR`.
 * `bare` is a minimal Fastify server that runs the statements it is given (a file of JSON) straight through the driver and sends the rows.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fastify, { type FastifyInstance } from 'fastify';
import { createServer } from '#apps/server/create-server.ts';
import { createPool } from '#platform/db/database.ts';
import { nameOf, writeAgain } from './bare-writes.ts';
import { liveMeans } from './live-means.ts';
import { openDatabase } from './open-nation.ts';
import type { Statement } from './recorded-statements.ts';
import type { BareWrite } from './request-questions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: 'data/bench' }, server: { type: 'string' }, statements: { type: 'string', default: '' } },
});
/** As many as the product's pool has. */
const CONNECTIONS = 10;

const nation = await openDatabase({ folder: path.resolve(values.folder), server: values.server });
const app = positionals[0] === 'product' ? (await createServer({ platform: liveMeans(nation), log: false })).app : await bareServer();
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ address });
process.on('message', () => process.send?.({ memory: process.memoryUsage() }));
process.once('SIGTERM', () => void stop());

async function stop(): Promise<void> {
  await app.close();
  await nation.close();
  process.exit(0);
}

/** `/q/3?run=17`: the statements of question 3 with the values of run 17. Reads one after the other; `&write=oneRow` writes in one transaction. */
async function bareServer(): Promise<FastifyInstance> {
  const questions = JSON.parse(await readFile(values.statements, 'utf8')) as Statement[][][];
  const pool = createPool({ ...nation.connection, role: 'wotu_app', max: CONNECTIONS });
  const bare = fastify();
  bare.get('/q/:number', async (request) => {
    const question = questions[Number((request.params as { number: string }).number)];
    const { run, write } = request.query as { run: string; write?: BareWrite };
    if (!question) throw new Error('no such question');
    const statements = question[Number(run) % question.length] ?? [];
    if (write) return writeAgain(pool, statements, Number(run), write);
    const answers = [];
    for (const { text, values: bound } of statements) answers.push((await pool.query({ name: nameOf(text), text, values: bound ?? [] })).rows);
    return answers;
  });
  return bare as unknown as FastifyInstance;
}
