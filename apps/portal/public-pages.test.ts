/** The list of public pages that the journeys look at is the list of the server. */
import { expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { PUBLIC_PAGES } from '#tests/journeys/support/public-pages.ts';

/** Doors of their own (console, interface, people signed in, one-time links), and what is no page. */
const OTHERS = /^\/(api|console|my|welcome|sso|portal|files|healthz|readyz|livez|metrics)(\/|\*|$)|\.xml$|\/feed$|\.png$|^\*|\/\*/;

/** Addresses that answer GET, from the tree that Fastify prints. */
function routesIn(tree: string): string[] {
  const parts: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line);
    if (!found) return [];
    const [, indent = '', text = '', methods = ''] = found;
    parts.length = indent.length / 4;
    parts.push(text);
    return methods.split(', ').includes('GET') ? [parts.join('')] : [];
  });
}

it('holds every page that anybody may open, and no other', async () => {
  const { db, portal } = await createTestDatabase();
  const { app } = await createServer({ platform: testContext(db, { facts: createProductFacts(), portalDb: portal }).platform, log: false });
  const routes = routesIn(app.printRoutes({ commonPrefix: false })).filter((route) => !OTHERS.test(route));
  expect(routes.sort()).toEqual(Object.keys(PUBLIC_PAGES).sort());
  await app.close();
}, 120_000);
