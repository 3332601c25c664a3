import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { SAVING_SCRIPT } from '#ui/portal/page.ts';

const FILE = new URL('./save-as-typed.js', import.meta.url);

/** The one script of the public pages. */
export function serveScript(app: FastifyInstance): void {
  let text: Promise<string> | undefined;
  app.get(SAVING_SCRIPT, async (_request, reply) => {
    text ??= readFile(FILE, 'utf8');
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(await text);
  });
}
