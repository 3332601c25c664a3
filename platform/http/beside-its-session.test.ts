import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { type Actor, grantsOf, NOBODY } from '#platform/access/actor.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { inTransaction, type Database } from '#platform/db/database.ts';
import { bindRoutes } from '#platform/http/bind-routes.ts';
import { refuse } from '#shared/errors.ts';
import { defineRoute } from '#shared/route.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';

const { db } = await createTestDatabase();
const actorOf = (name: string, verb = 'thing.read'): Actor => ({ ...NOBODY, id: '7', name, grants: grantsOf([verb]) });
const context = testContext(db, { actor: actorOf('now') });

const answer = { permission: 'thing.read', summary: '读', response: z.object({ of: z.string(), pid: z.number() }) } as const;
const routes = {
  beside: defineRoute({ method: 'GET', path: '/api/v1/beside', readsOnly: true, ...answer }),
  inOrder: defineRoute({ method: 'GET', path: '/api/v1/in-order', ...answer }),
  refusing: defineRoute({ method: 'GET', path: '/api/v1/refusing', readsOnly: true, ...answer }),
  failing: defineRoute({ method: 'GET', path: '/api/v1/failing', readsOnly: true, ...answer }),
  writing: defineRoute({ method: 'GET', path: '/api/v1/writing', readsOnly: true, ...answer }),
};

const backend = async (own: Database) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(own)).rows[0]?.pid ?? 0;
/** What happens, in order: each look at the session, each count and each run of a use case. */
let events: string[] = [];
const memory = { actor: actorOf('before'), isUnchanged: true, isAway: false, pid: 0 };

const app = await createTestApp(context, (server, options) => {
  const said = async (own: typeof context) => {
    events.push(`run as ${own.actor.name}`);
    return { of: own.actor.name, pid: await backend(own.platform.db) };
  };
  const onlyNow = async (own: typeof context) => {
    const answered = await said(own);
    if (own.actor.name === 'before') throw refuse(accessErrors.DATA_CLASS_MISSING, { permission: 'thing.read', class: '个人信息' });
    return answered;
  };
  bindRoutes(
    server,
    {
      ...options,
      authenticate: async () => {
        events.push('looked first');
        return context.actor;
      },
      recall: () => ({
        actor: memory.actor,
        async isUnchanged(own) {
          events.push('looked beside');
          if (memory.isAway) throw new Error('the database is away');
          memory.pid = await backend(own);
          return memory.isUnchanged;
        },
      }),
      limitRequests: async (_context, requestClass, weight = 1) => void events.push(`counted ${requestClass} ${weight}`),
    },
    routes,
    {
      beside: said,
      inOrder: said,
      refusing: onlyNow,
      failing: async (own) => {
        if (own.actor.name === 'before') throw new Error('a bug');
        return said(own);
      },
      writing: (own) => inTransaction(own.platform.db, () => said(own)),
    },
  );
});

async function ask(path: string, { isUnchanged = true, isAway = false, actor = actorOf('before') } = {}) {
  Object.assign(memory, { isUnchanged, isAway, actor, pid: 0 });
  events = [];
  // a request of this machine is not counted
  const reply = await app.inject({ url: `/api/v1/${path}`, remoteAddress: '10.1.2.3' });
  return { status: reply.statusCode, body: reply.json<{ of?: string; pid?: number; code?: string }>() };
}

const refusals = async () => (await sql<{ n: number }>`select count(*)::int as n from audit_entries where action = 'access.refused'`.execute(db)).rows[0]?.n;

it('begins with what is remembered, on the connection on which the session is looked up', async () => {
  const { body } = await ask('beside');
  expect(body).toEqual({ of: 'before', pid: memory.pid });
  expect(events).toEqual(['looked beside', 'counted read 1', 'run as before']);
});

it('throws away what came of rights that are not as remembered, and counts the request once', async () => {
  expect((await ask('beside', { isUnchanged: false })).body.of).toBe('now');
  expect(events).toEqual(['looked beside', 'counted read 1', 'run as before', 'looked first', 'counted read 0', 'run as now']);
});

it('keeps the order for what does not say that it only reads, and for whoever may not', async () => {
  expect((await ask('in-order')).body.of).toBe('now');
  expect(events).toEqual(['looked first', 'counted read 1', 'run as now']);
  expect((await ask('beside', { actor: actorOf('before', 'thing.write') })).body.of).toBe('now');
  expect(events).toEqual(['looked first', 'counted read 1', 'run as now']);
});

it('throws refusals and bugs away as well; only what stands is in the trail', async () => {
  expect((await ask('refusing', { isUnchanged: false })).body.of).toBe('now');
  expect((await ask('failing', { isUnchanged: false })).body.of).toBe('now');
  expect(await refusals()).toBe(0);
  expect((await ask('refusing')).body.code).toBe('DATA_CLASS_MISSING');
  expect(await refusals()).toBe(1);
  expect((await ask('failing')).status).toBe(500);
});

it('gives no answer when the session cannot be looked up', async () => {
  expect((await ask('beside', { isAway: true })).status).toBe(500);
});

it('has no transaction: nothing is written on rights that are only remembered', async () => {
  expect((await ask('writing')).status).toBe(500);
  expect(events).not.toContain('run as before');
});
