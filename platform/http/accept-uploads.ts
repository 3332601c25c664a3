import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';

const UPLOAD_LIMIT = 50 * 1_048_576;

/** One file a request, at most 50 MB; a larger one is refused with FILE_TOO_LARGE while it comes in. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 20 } });
}
