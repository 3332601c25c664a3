import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { LOCATING_SCRIPT, READING_SCRIPT, SAVING_SCRIPT } from '#ui/portal/page.ts';

const FILES = { [SAVING_SCRIPT]: './save-as-typed.js', [READING_SCRIPT]: './read-aloud.js', [LOCATING_SCRIPT]: './locate.js' };

/** The scripts of the public pages: for forms of people signed in, for reading out, for saying where one is. */
export function serveScript(app: FastifyInstance): void {
  for (const [address, file] of Object.entries(FILES)) serveFile(app, address, new URL(file, import.meta.url));
}

function serveFile(app: FastifyInstance, address: string, file: URL): void {
  let text: Promise<string> | undefined;
  app.get(address, async (_request, reply) => {
    text ??= readFile(file, 'utf8');
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(await text);
  });
}
