import type { FastifyInstance } from 'fastify';
import { enterByPhone, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Database } from '#platform/db/database.ts';
import { testContext } from './context.ts';
import { FORM_WITH_FILES, formWithFiles } from './form-with-files.ts';
import { samplePdf } from './sample-files.ts';

export const OUR_SITE = 'http://localhost:80';

export interface Answer {
  status: number;
  /** where it leads */
  to: string;
  text: string;
}

/** A leader's browser, without script: keeps its cookies, sends forms as pages hold them. */
export class Leader {
  readonly #cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  constructor(app: FastifyInstance, token: string) {
    this.#app = app;
    this.#cookies.set('wotu_person', token);
  }

  async #ask(method: 'GET' | 'POST', url: string, form?: Record<string, string> | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await this.#app.inject({
      method,
      url,
      headers: {
        cookie,
        ...(form && { origin: OUR_SITE, 'content-type': Buffer.isBuffer(form) ? FORM_WITH_FILES : 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form && { payload: Buffer.isBuffer(form) ? form : new URLSearchParams(form).toString() }),
    });
    for (const { name, value } of reply.cookies) this.#cookies.set(name, value);
    return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body };
  }

  get(url: string): Promise<Answer> {
    return this.#ask('GET', url);
  }

  /** Sends the form of a page: what it holds hidden, with what is typed. */
  async send(
    url: string,
    typed: Record<string, string>,
    { from = url, headers = {} }: { from?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { text } = await this.get(from);
    const held = [...text.matchAll(/<input type="hidden" name="(version|key|place)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);
    return this.#ask('POST', url, { ...Object.fromEntries(held), ...typed }, headers);
  }

  upload(url: string, ...names: string[]): Promise<Answer> {
    return this.#ask('POST', url, formWithFiles(names.map((name) => ({ name, content: samplePdf(name) }))));
  }

  post(url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask('POST', url, form, headers);
  }
}

/** Signs in people by telephone, each under a number of its own. */
export function leadersOf(app: FastifyInstance, db: Database): () => Promise<Leader> {
  let phones = 13800139000;
  return async () => {
    phones += 1;
    let code = '';
    const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
    const door = { ...testContext(db, { actor: NOBODY, messages }), origin: `10.1.${phones % 250}.1` };
    await (await requestPhoneCode(door, String(phones))).sent;
    const { token } = await enterByPhone(door, { phone: String(phones), code, agreed: true }, { userAgent: 'test', formerToken: null });
    return new Leader(app, token);
  };
}
