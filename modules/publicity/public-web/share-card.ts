import { readFile } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { PublicVisit } from '#platform/http/public-door.ts';

export const SHARE_CARD = '/articles/share-card.png';
const FILE = new URL('./share-card.png', import.meta.url);
let card: Promise<Buffer> | undefined;

/** The picture that other programs show with the address of an article: 1200 × 630. */
export async function showShareCard({ reply }: PublicVisit): Promise<FastifyReply> {
  card ??= readFile(FILE);
  return reply
    .code(200)
    .type('image/png')
    .header('cache-control', 'public, max-age=86400')
    .send(await card);
}
