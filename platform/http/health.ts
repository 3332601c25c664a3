import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';
import { findMissingMigrations } from '../db/missing-migrations.ts';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: the database answers, has what this version needs, and the process is not about to stop;
 * else 503. Before the port is open, while a start migrates, nobody answers at all.
 */
export function answerHealth(app: FastifyInstance, db: Database): void {
  let isStopping = false;
  // what is under way is still answered; nothing new is to be sent here
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const state: Readiness = isStopping ? { status: 'stopping' } : await readiness(db);
    return reply
      .code(state.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(state);
  });
}

type Readiness = { status: 'ready' } | { status: 'stopping' } | { status: 'databaseUnavailable' } | { status: 'migrationsMissing'; missing: string[] };

async function readiness(db: Database): Promise<Readiness> {
  try {
    const { missing } = await findMissingMigrations(db);
    return missing.length === 0 ? { status: 'ready' } : { status: 'migrationsMissing', missing };
  } catch {
    return { status: 'databaseUnavailable' };
  }
}
