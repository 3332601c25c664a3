import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ContentReply, FileReply } from '#shared/route.ts';

/** No script, no frame, no request from whatever a browser makes of it. */
const SHOWN_POLICY = "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'self';base-uri 'none'";

/** A download that nobody keeps unless said; parts of it where the content can give them (RFC 9110, 14.2). */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileReply | ContentReply, caching = 'no-store'): Promise<FastifyReply> {
  const isShown = 'content' in file && file.isShown;
  reply
    .type(file.contentType)
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .header('cache-control', caching);
  if (isShown) reply.header('content-security-policy', SHOWN_POLICY);
  return 'bytes' in file ? reply.send(Buffer.from(file.bytes)) : sendContent(request, reply, file.content);
}

async function sendContent(request: FastifyRequest, reply: FastifyReply, content: ContentReply['content']): Promise<FastifyReply> {
  reply.header('accept-ranges', 'bytes');
  const range = readRange(request.headers.range, content.size);
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${content.size}`).type('text/plain').send('');
  const { from, to } = range ?? { from: 0, to: content.size };
  const pieces = content.read(from, to)[Symbol.asyncIterator]();
  // what is damaged or gone shows at the first piece, while a refusal can still be said
  const first = await pieces.next();
  if (range) reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${content.size}`);
  // these kinds are packed already, and the length stays true
  reply.header('content-length', to - from).header('content-encoding', 'identity');
  return reply.send(Readable.from(following(first, pieces), { objectMode: false }));
}

async function* following(first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value;
}

/** One range; several, and what is no range, are answered with the whole. @returns `outside` when no byte of it exists */
export function readRange(header: string | undefined, size: number): { from: number; to: number } | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 ? 'outside' : { from: Math.max(0, size - Number(last)), to: size };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= size) return 'outside';
  return { from: Number(first), to: last === '' ? size : Math.min(size, Number(last) + 1) };
}
