import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../contract/errors.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import { type Envelope, signedAnswerSchema } from '../contract/wire.ts';
import { keyOfAgreement, type StoredAgreement } from './agreement-store.ts';
import { readText } from './read-text.ts';
import { isSigned, newNonce, partsOf, type SignedPurpose, sign } from './sign.ts';

/** A packet of records is checked and counted before it is answered. */
const MILLISECONDS = 120_000;
const ANSWER_BYTES = 8_388_608;
const PATHS: Record<SignedPurpose, string> = { packet: exchangeRoutes.receive.path, comparison: exchangeRoutes.compare.path };
const refusalSchema = z.object({ code: z.string(), title: z.string(), details: z.record(z.string(), z.unknown()).default({}) });

/** What the other side refused, in its own words. */
export class PartnerRefusal extends Refusal {
  readonly title: string;
  /** what the words were made of, as the other side sent it */
  readonly told: Readonly<Record<string, unknown>>;
  constructor({ code, title, details }: z.output<typeof refusalSchema>, status: number) {
    super({ code, status: status === 401 || status >= 500 ? 503 : (status as 409), text: `对方平台没有接受：${title}` });
    this.title = title;
    this.told = details;
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
  const text = bytes.toString('utf8');
  if (status !== 200) {
    const refusal = readText(text, refusalSchema);
    throw refusal ? new PartnerRefusal({ ...refusal, title: refusal.title.slice(0, 300) }, status) : refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  }
  return required(readText(text, answer));
}

function required<T>(read: T | undefined): T {
  if (read === undefined) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  return read;
}

/** A signed request whose answer is signed for it: neither can be changed on the way, nor an old answer given to a new request. */
export async function tellSigned<S extends z.ZodType>(
  context: Context,
  agreement: StoredAgreement,
  purpose: SignedPurpose,
  payload: string,
  answer: S,
): Promise<{ text: string; told: z.output<S> }> {
  if (agreement.address === null) throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
  const key = keyOfAgreement(context, agreement);
  const request = { agreement: agreement.number, at: context.platform.clock.now().toISOString(), nonce: newNonce(), payload };
  const envelope: Envelope = { ...request, signature: sign(key, ...partsOf(request, purpose)) };
  const { answer: text, signature } = await tellPartner(context, agreement.address, PATHS[purpose], envelope, signedAnswerSchema);
  if (!isSigned(key, signature, 'answer', purpose, request.nonce, text)) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  return { text, told: required(readText(text, answer)) };
}
