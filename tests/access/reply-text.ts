import type { LightMyRequestResponse } from 'fastify';
import { openArchive } from '#engines/documents/excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '#engines/documents/excel/limits.ts';

/** Everything an answer says: headers, body, and the parts inside of a Word or Excel file. */
export async function replyText(reply: LightMyRequestResponse): Promise<string> {
  const headers = decodeURIComponent(JSON.stringify(reply.headers));
  if (!String(reply.headers['content-type']).includes('openxmlformats')) return headers + reply.body;
  const archive = await openArchive(reply.rawPayload, DEFAULT_WORKBOOK_LIMITS);
  const parts = await Promise.all(archive.paths().map((path) => archive.text(path)));
  return headers + parts.join('\n');
}
