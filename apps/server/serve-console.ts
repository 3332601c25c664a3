import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const BUILT_CONSOLE = fileURLToPath(new URL('../console/dist/', import.meta.url));

/**
 * The built console under `/console/`. Files named by their content never change and are kept for a year; every other
 * address below is a page of the console and gets its entry page.
 */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  app.get('/console', async (_request, reply) => reply.redirect('/console/'));
  await app.register(
    async (scope) => {
      scope.setNotFoundHandler((request, reply) => {
        const isPage = request.method === 'GET' && !(request.url.split('?')[0] ?? '').startsWith('/console/assets/');
        if (!isPage || !existsSync(path.join(BUILT_CONSOLE, 'index.html')))
          return reply
            .code(404)
            .header('cache-control', 'no-store')
            .type('text/plain; charset=utf-8')
            .send('没有这个页面。如果刚安装，请先运行 npm start 生成工作台。');
        return reply.sendFile('index.html');
      });
      if (!existsSync(BUILT_CONSOLE)) return;
      await scope.register(serveStatic, {
        root: BUILT_CONSOLE,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, file) => {
          const immutable = file.startsWith(path.join(BUILT_CONSOLE, 'assets'));
          reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      });
    },
    { prefix: '/console' },
  );
}
