import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../files/receive-file.ts';
import { type Typed, typedIn } from './forms.ts';

export interface SentForm {
  typed: Typed;
  /** in the order they come in; each is read, or left, before the next */
  files: AsyncGenerator<Pick<SentFile, 'name' | 'content'>>;
}

/** More parts than any form of ours has end a request that was made to bind the server. */
const MOST_PARTS = 20;

/**
 * Texts and files of one form that works without script. The texts are there at once, because a form names them before its files;
 * the files are read as they come in.
 */
export async function sentForm(request: FastifyRequest): Promise<SentForm> {
  if (!request.isMultipart()) return { typed: typedIn(request.body), files: none() };
  const parts = request.parts({ limits: { files: MOST_PARTS, fields: MOST_PARTS } });
  const typed: Record<string, string> = {};
  for (;;) {
    const { value: part, done } = await parts.next();
    if (done) return { typed, files: none() };
    if (part.type === 'file') return { typed, files: from(part, parts) };
    if (typeof part.value === 'string') typed[part.fieldname] = part.value;
  }
}

type Parts = ReturnType<FastifyRequest['parts']>;
type FilePart = Extract<Awaited<ReturnType<Parts['next']>>['value'], { type: 'file' }>;

async function* none(): SentForm['files'] {
  // no files at all
}

async function* from(first: FilePart, parts: Parts): SentForm['files'] {
  for (let part: FilePart | undefined = first; part; ) {
    if (part.filename) yield { name: part.filename, content: part.file };
    // the rest of what was left, so that the next one can come
    part.file.resume();
    const { value } = await parts.next();
    part = value?.type === 'file' ? value : undefined;
  }
}
