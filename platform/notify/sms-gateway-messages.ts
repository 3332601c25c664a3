import { setTimeout as wait } from 'node:timers/promises';
import { Refusal, refuse } from '#shared/errors.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { CodeMessage, CodeMessages } from './code-messages.ts';
import { notifyErrors } from './errors.ts';
import type { SmsGateway } from './sms-gateway-settings.ts';

const PAUSE_MS = 300;

/**
 * Sends codes through the operator's SMS gateway, one request each, by the guarded way out. A failed connection and an answer
 * of 5xx are tried again after a pause that doubles; a refusal of the gateway is not.
 * @param pause waits between tries; given by tests
 */
export function createSmsGatewayMessages(gateway: SmsGateway, outgoing: Pick<Outgoing, 'send'>, pause: (ms: number) => Promise<unknown> = wait): CodeMessages {
  return {
    isOpen: async () => true,
    async sendCode(message) {
      let why = '';
      for (let attempt = 0; attempt < gateway.attempts; attempt += 1) {
        if (attempt > 0) await pause(PAUSE_MS * 2 ** (attempt - 1));
        const outcome = await sendOnce(gateway, outgoing, message);
        if (outcome === 'sent') return;
        why = outcome.why;
        if (!outcome.isPassing) break;
      }
      throw refuse(notifyErrors.MESSAGE_NOT_SENT, { why });
    },
  };
}

/** What went wrong carries neither the number nor the code. */
async function sendOnce(gateway: SmsGateway, outgoing: Pick<Outgoing, 'send'>, message: CodeMessage): Promise<'sent' | { why: string; isPassing: boolean }> {
  try {
    const { status, body } = await outgoing.send(addressOf(gateway, message), {
      method: gateway.method,
      headers: { ...filledIn(gateway.headers, message), ...(gateway.body ? { 'content-type': 'application/json; charset=utf-8' } : {}) },
      ...(gateway.body ? { body: JSON.stringify(filledIn(gateway.body, message)) } : {}),
      milliseconds: gateway.timeoutMs,
    });
    if (status >= 500 || status === 429) return { why: `短信网关答复 ${status}`, isPassing: true };
    if (status >= 300) return { why: `短信网关答复 ${status}`, isPassing: false };
    if (gateway.successText && !body.toString('utf8').includes(gateway.successText)) return { why: '短信网关没有受理', isPassing: false };
    return 'sent';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { why: '连不上短信网关', isPassing: error.code === 'OUTGOING_FAILED' };
  }
}

/** Values of the address are escaped: a telephone or code cannot change its path or host. */
function addressOf(gateway: SmsGateway, message: CodeMessage): string {
  return textFilledIn(gateway.url.replaceAll(/%7B(phone|code|minutes)%7D/gi, '{$1}'), message, encodeURIComponent);
}

function filledIn<T>(template: T, message: CodeMessage): T {
  return JSON.parse(JSON.stringify(template), (_name, value: unknown) => (typeof value === 'string' ? textFilledIn(value, message) : value)) as T;
}

function textFilledIn(text: string, message: CodeMessage, escape: (value: string) => string = String): string {
  return text.replaceAll(/\{(phone|code|minutes)\}/g, (_whole, name: keyof CodeMessage) => escape(String(message[name])));
}
