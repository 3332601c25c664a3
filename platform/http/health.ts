import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';
import { findMissingMigrations } from '../db/missing-migrations.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: the database answers and is of this version, else 503. */
export function answerHealth(app: FastifyInstance, db: Database): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const state = await readiness(db);
    return reply
      .code(state.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(state);
  });
}

type Readiness = { status: 'ready' } | { status: 'databaseUnavailable' } | { status: 'migrationsMissing'; missing: string[] };

async function readiness(db: Database): Promise<Readiness> {
  try {
    const { missing } = await findMissingMigrations(db);
    return missing.length === 0 ? { status: 'ready' } : { status: 'migrationsMissing', missing };
  } catch {
    return { status: 'databaseUnavailable' };
  }
}
