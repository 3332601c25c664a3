import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../files/receive-file.ts';

/**
 * The files of a form that works without script, one after the other as they come in; each is read before the next. A form that
 * was sent without choosing one has none. @param most of one form
 */
export async function* sentFiles(request: FastifyRequest, most: number): AsyncGenerator<Pick<SentFile, 'name' | 'content'>> {
  if (!request.isMultipart()) return;
  for await (const { filename, file } of request.files({ limits: { files: most } })) {
    if (filename) yield { name: filename, content: file };
    // the rest of what was refused, so that the next one can come
    file.resume();
  }
}
