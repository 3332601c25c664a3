import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../contract/errors.ts';
import type { Envelope } from '../contract/wire.ts';
import { signedAnswerSchema } from '../contract/wire.ts';
import { isSigned, partsOf, randomToken, sign } from './sign.ts';

/** A packet of records is checked and counted before it is answered. */
const MILLISECONDS = 120_000;
const ANSWER_BYTES = 8_388_608;
const NONCE_LENGTH = 32;

/** What the other side refused, in its own words. */
export class PartnerRefusal extends Refusal {
  readonly title: string;
  constructor(code: string, status: number, title: string) {
    super({ code, status: status === 401 || status >= 500 ? 503 : (status as 409), text: `对方平台没有接受：${title}` });
    this.title = title;
  }
}

/** @throws OUTGOING_FAILED, PartnerRefusal, EXCHANGE_PARTNER_WRONG */
export async function tellPartner<S extends z.ZodType>(context: Context, origin: string, path: string, body: object, answer: S): Promise<z.output<S>> {
  const { status, body: bytes } = await context.platform.outgoing.send(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    milliseconds: MILLISECONDS,
    answerBytes: ANSWER_BYTES,
  });
  const told = readJson(bytes.toString('utf8'));
  if (status !== 200) {
    const { code, title } = (told ?? {}) as { code?: string; title?: string };
    if (typeof code !== 'string' || typeof title !== 'string') throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
    throw new PartnerRefusal(code, status, title.slice(0, 300));
  }
  const read = answer.safeParse(told);
  if (!read.success) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  return read.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface SignedTalk {
  origin: string;
  path: string;
  /** agreement's number and key */
  number: string;
  key: string;
  purpose: 'packet' | 'comparison';
  payload: string;
}

/** A signed request whose answer is signed for it: neither can be changed on the way, nor an old answer given to a new request. */
export async function tellSigned<S extends z.ZodType>(context: Context, talk: SignedTalk, answer: S): Promise<{ text: string; told: z.output<S> }> {
  const request = { agreement: talk.number, at: context.platform.clock.now().toISOString(), nonce: randomToken(NONCE_LENGTH), payload: talk.payload };
  const envelope: Envelope = { ...request, signature: sign(talk.key, ...partsOf(request, talk.purpose)) };
  const { answer: text, signature } = await tellPartner(context, talk.origin, talk.path, envelope, signedAnswerSchema);
  if (!isSigned(talk.key, signature, 'answer', talk.purpose, request.nonce, text)) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  const read = answer.safeParse(readJson(text));
  if (!read.success) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  return { text, told: read.data };
}
