import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#shared/errors.ts';
import type { SentFile } from '../files/receive-file.ts';

type Sent = Pick<SentFile, 'name' | 'content'>;

/** The files of a form one after the other as they come in; each is read before the next. */
async function* sentFiles(request: FastifyRequest, most: number): AsyncGenerator<Sent> {
  if (!request.isMultipart()) return;
  for await (const { filename, file } of request.files({ limits: { files: most } })) {
    if (filename) yield { name: filename, content: file };
    // the rest of what was refused, so that the next one can come
    file.resume();
  }
}

/**
 * Keeps every file of a form that works without script by itself: what cannot be kept is told, the others stay. A form that was
 * sent without choosing one has none, which is told too.
 * @param most of one form
 * @param what may be chosen, in words
 */
export async function keepSent(
  { request }: { request: FastifyRequest },
  { most, what }: { most: number; what: string },
  keep: (sent: Sent) => Promise<unknown>,
): Promise<{ text: string; href: string }[]> {
  const problems: { text: string; href: string }[] = [];
  let count = 0;
  for await (const sent of sentFiles(request, most)) {
    count += 1;
    try {
      await keep(sent);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ text: error.message, href: '#file' });
    }
  }
  if (count === 0) problems.push({ text: `还没有选择${what}。请先选择，再按“上传”。`, href: '#file' });
  return problems;
}
