import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OBJECTION_LIMITS } from '#modules/filings/contract/objection.ts';
import {
  type AnnouncementFilter,
  findAnnouncement,
  findObjectionState,
  listAnnouncements,
  type ObjectionInput,
  type PublicAnnouncement,
  receiveEnclosure,
  submitObjection,
  tooManyEnclosed,
} from '#modules/filings/server/public.ts';
import { findPublicPlace, listPublicPlaces, type PublicPlace } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type BindOptions, contextAt } from '#platform/http/bind-routes.ts';
import { isLoopback } from '#platform/http/metrics.ts';
import { isDay } from '#shared/day.ts';
import { codeOf, keyOf, NATION_KEY } from '#shared/division-code.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { Refusal } from '#shared/errors.ts';
import type { RequestClass } from '#shared/route.ts';
import type { ReceivedFile } from '#platform/files/receive-file.ts';
import { acceptForms, sendPage } from '#platform/http/forms.ts';
import { readPublicGathered } from '#platform/http/read-where-it-may-lag.ts';
import { type SentForm, sentForm } from '#platform/http/sent-form.ts';
import { PLACE } from './keep-pages.ts';
import { noticeListPage, type NoticeQuestion, noticesAddress } from './notice-list-page.ts';
import { noNoticePage, noticePage, objectionQueryPage, receiptPage } from './notice-pages.ts';
import { CHOICE_COOKIE } from './person-door.ts';
import { frameOf } from './public-door.ts';
import { type Frame, page, problemBox } from '#ui/portal/page.ts';
import { html } from 'hono/html';

interface Visit {
  context: Context;
  request: FastifyRequest;
  reply: FastifyReply;
  frame: Frame;
  /** of the address, texts only */
  asked: Record<string, string>;
}

const MOST_TYPED = 50;
/** Megabytes of one objection with all that may be enclosed. */
const MOST_ENCLOSED = 100;
const MOST_ID = 9_007_199_254_740_991;

/** Announcements with their archive, and objections to them: public, without script, without signing in. */
export function registerNotices(app: FastifyInstance, options: BindOptions): void {
  const bound = (requestClass: RequestClass, answer: (visit: Visit) => Promise<FastifyReply>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const context = contextAt(request, options, options.stranger);
    const frame = frameOf(request);
    try {
      if (!isLoopback(request.ip)) await options.limitRequests(context, requestClass);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return sendPage(reply, page('请稍后再试', html`<h1>请稍后再试</h1>${problemBox(error.message)}`, frame), error.status);
    }
    return answer({ context, request, reply, frame, asked: askedIn(request.query) });
  };
  void app.register(async (scope) => {
    acceptForms(scope);
    scope.get(
      '/notices',
      bound('search', (visit) => listGathered(visit, 'current')),
    );
    scope.get(
      '/notices/archive',
      bound('search', (visit) => listGathered(visit, 'archive')),
    );
    scope.get('/notices/objections', bound('check', query));
    scope.get('/notices/:id', bound('search', show));
    scope.post(
      '/notices/:id/objections',
      bound('object', (visit) => object(visit, options)),
    );
  });
}

function askedIn(query: unknown): Record<string, string> {
  const texts = Object.entries(query ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name, value.toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_TYPED)]));
}

/** What counties announce together lies on as many shards. */
function listGathered(visit: Visit, standing: AnnouncementFilter['standing']): Promise<FastifyReply> {
  return readPublicGathered(visit.context, visit.request, (context) => list({ ...visit, context }, standing));
}

async function list(visit: Visit, standing: AnnouncementFilter['standing']): Promise<FastifyReply> {
  const { context, reply, frame, asked } = visit;
  const { today } = context;
  const year = /^(19|20|21)\d{2}$/.test(asked['year'] ?? '') ? Number(asked['year']) : undefined;
  const { portalDb } = context.platform;
  const place = await placeOf(visit);
  const key = place?.key ?? NATION_KEY;
  const question: NoticeQuestion = { standing, q: asked['q'], place: key, ...(standing === 'archive' && year !== undefined ? { year } : {}) };
  const filter: AnnouncementFilter = { ...question, range: place?.range, after: positionOf(asked['after']) };
  const [{ items, hasMore }, below] = await Promise.all([listAnnouncements(portalDb, today, filter), listPublicPlaces(portalDb, key, today)]);
  const last = hasMore ? items.at(-1) : undefined;
  const next = last && noticesAddress({ ...question, after: `${last.issuedOn}.${last.id}` });
  return sendPage(reply, noticeListPage(frame, { items, question, place, below, next, today }));
}

/** The place that is asked for, or the one chosen last in this browser. @returns undefined for the whole country */
async function placeOf({ context, request, reply, asked }: Visit): Promise<PublicPlace | undefined> {
  const remembered = request.cookies[PLACE] ?? '';
  const key = keyOf(asked['place'] ?? remembered);
  const found = key === undefined ? undefined : await findPublicPlace(context.platform.portalDb, key, context.today);
  if (found && asked['place'] !== undefined && asked['place'] !== remembered)
    void reply.setCookie(PLACE, codeOf(found.key), { ...CHOICE_COOKIE, secure: request.protocol === 'https' });
  return found?.key === NATION_KEY ? undefined : found;
}

/** `2023-11-20.123`: day and id of the last one shown. */
function positionOf(text: string | undefined): AnnouncementFilter['after'] {
  const [on = '', id = ''] = (text ?? '').split('.');
  return isDay(on) && idOf(id) !== undefined ? { on, id: idOf(id) ?? 0 } : undefined;
}

function idOf(text: string): number | undefined {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return id <= MOST_ID ? id : undefined;
}

async function announcementOf({ context, request }: Visit): Promise<PublicAnnouncement | undefined> {
  const id = idOf((request.params as { id: string }).id);
  return id === undefined ? undefined : findAnnouncement(context.platform.portalDb, id);
}

async function show(visit: Visit): Promise<FastifyReply> {
  const notice = await announcementOf(visit);
  return notice ? sendPage(visit.reply, noticePage(visit.frame, notice, visit.context.today)) : sendPage(visit.reply, noNoticePage(visit.frame), 404);
}

/** Of what a browser says it will send, for without it nobody could count before everything is stored; a form without files weighs nothing. */
function megabytesOf({ headers }: FastifyRequest): number {
  const length = headers['content-length'];
  return length === undefined ? MOST_ENCLOSED : Math.floor(Number(length) / 1_048_576);
}

/** Every refusal shows the form again with what was typed, and leaves nothing in the storage. */
async function object(visit: Visit, { limitRequests }: BindOptions): Promise<FastifyReply> {
  const { context, request, reply, frame } = visit;
  const notice = await announcementOf(visit);
  if (!notice) return sendPage(reply, noNoticePage(frame), 404);
  const megabytes = megabytesOf(request);
  try {
    if (megabytes > 0 && !isLoopback(request.ip)) await limitRequests(context, 'enclose', megabytes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, noticePage(frame, notice, context.today, {}, error.message), error.status);
  }
  const { typed, files } = await sentForm(request);
  const input = { noticeId: notice.id, name: typed['name'] ?? '', phone: typed['phone'] ?? '', content: typed['content'] ?? '' };
  const { received, refusal } = await takeIn(context, input, files);
  try {
    if (refusal) throw refusal;
    return sendPage(reply, receiptPage(frame, groupCode(await submitObjection(context, input, received)), notice, received.length));
  } catch (error) {
    await context.platform.files.forget(received);
    if (!(error instanceof Refusal)) throw error;
    // a browser keeps what was typed, and never what was chosen
    const again = refusal || received.length > 0 ? `${error.message}照片和文件请重新选择。` : error.message;
    return sendPage(reply, noticePage(frame, notice, context.today, typed, again), error.status);
  }
}

/** Everything enclosed, or the refusal of the first that cannot be kept; the rest is read past, so that the answer gets through. */
async function takeIn(context: Context, input: ObjectionInput, files: SentForm['files']): Promise<{ received: ReceivedFile[]; refusal?: Refusal }> {
  const received: ReceivedFile[] = [];
  let refusal: Refusal | undefined;
  for await (const sent of files) {
    try {
      if (refusal) continue;
      if (received.length === OBJECTION_LIMITS.files) throw tooManyEnclosed();
      received.push(await receiveEnclosure(context, input, sent));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  return { received, ...(refusal && { refusal }) };
}

async function query({ context, reply, frame, asked }: Visit): Promise<FastifyReply> {
  const code = asked['code'] ?? '';
  if (code === '') return sendPage(reply, objectionQueryPage(frame));
  const found = await findObjectionState(context.platform.portalDb, code);
  return found
    ? sendPage(reply, objectionQueryPage(frame, code, found))
    : sendPage(reply, objectionQueryPage(frame, code, undefined, '没有查到这个查询码，请对照再填一遍。查询码里没有数字 0、1，也没有字母 I、O。'), 404);
}
