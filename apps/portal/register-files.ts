import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileErrors } from '#platform/files/errors.ts';
import { readPublicFile } from '#platform/files/public-files.ts';
import { type FileKeepers, readFile } from '#platform/files/read-file.ts';
import { type BindOptions, contextAt } from '#platform/http/bind-routes.ts';
import { isLoopback } from '#platform/http/metrics.ts';
import { sendFile } from '#platform/http/send-file.ts';
import { refuse } from '#shared/errors.ts';
import { FILE_SIZES, type FileSize } from '#shared/stored-file.ts';
import { openPersonDoor } from './person-door.ts';

/** What is taken back from the public is gone from browsers after this time too. */
const PUBLIC_CACHING = 'public, max-age=300';

/** Files of the public pages, and a person's own. Staff read theirs at `/api/v1/files`. */
export function registerFiles(app: FastifyInstance, options: BindOptions, keepers: FileKeepers): void {
  for (const path of ['/files/:id', '/files/:id/:size']) app.get(path, (request, reply) => sendPublic(request, reply, options));
  const door = openPersonDoor(app, options);
  // whether a file may be opened is asked where that is decided
  for (const path of ['/my/files/:id', '/my/files/:id/:size'])
    door.get(path, async ({ context, request, reply, params }) => sendFile(request, reply, await readFile(context, keepers, askedIn(params))), 'asItChooses');
}

async function sendPublic(request: FastifyRequest, reply: FastifyReply, options: BindOptions): Promise<FastifyReply> {
  const context = contextAt(request, options, options.stranger);
  if (!isLoopback(request.ip)) await options.limitRequests(context, 'read');
  const { id, size } = askedIn(request.params as Record<string, string>);
  return sendFile(request, reply, await readPublicFile(context, id, size), PUBLIC_CACHING);
}

/** @throws FILE_NOT_FOUND for addresses that no file has */
function askedIn(params: Readonly<Record<string, string>>): { id: number; size: FileSize } {
  const { id = '', size = 'full' } = params;
  const known = FILE_SIZES.find((one) => one === size);
  if (!/^\d{1,16}$/.test(id) || !Number.isSafeInteger(Number(id)) || known === undefined) throw refuse(fileErrors.FILE_NOT_FOUND);
  return { id: Number(id), size: known };
}
