import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { kindNamed, kindOf } from '../contract/kinds.ts';
import { listPublicArticles, type PublicArticleLine } from '../server/public.ts';
import { articleAddress, feedAddress } from './addresses.ts';
import { placeOf } from './articles-page.ts';

/** Signs that XML does not take, however they are written. */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The newest articles of a place and a kind for feed readers (Atom, RFC 4287). */
export async function showFeed(visit: PublicVisit): Promise<FastifyReply> {
  const { context, asked, reply } = visit;
  const place = await placeOf(visit);
  const kind = kindNamed(asked['kind']);
  const { pinned, items } = await listPublicArticles(context.platform.portalDb, context.today, { key: place.key, range: place.range, kind });
  // an installation that was not told its address leads by paths, which readers complete by where the feed came from
  const base = context.platform.signIn.address?.replace(/\/$/, '') ?? '';
  const all = [...pinned, ...items].sort((one, other) => other.versionAt.getTime() - one.versionAt.getTime());
  const self = `${base}${feedAddress(place.key, kind)}`;
  const text = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>${place.shortName} · ${kind ? kindOf(kind).label : '资讯与公开'} · 沃土</title>
<id>urn:wotu:articles:${place.key}:${kind ?? 'all'}</id><link rel="self" href="${self}"/><updated>${(all[0]?.versionAt ?? context.now).toISOString()}</updated>
${all.map((line) => entry(line, base))}</feed>`;
  return reply.code(200).type('application/atom+xml; charset=utf-8').header('cache-control', 'public, max-age=300').send(String(text).replaceAll(NO_XML, ''));
}

function entry({ id, kind, title, summary, organ, shownFrom, versionAt }: PublicArticleLine, base: string) {
  const address = `${base}${articleAddress(id)}`;
  return html`<entry><title>${title}</title><id>urn:wotu:article:${id}</id><link href="${address}"/><published>${shownFrom}T00:00:00+08:00</published><updated>${versionAt.toISOString()}</updated>
<author><name>${organ}</name></author><category term="${kind}" label="${kindOf(kind).label}"/><summary>${summary}</summary></entry>
`;
}
