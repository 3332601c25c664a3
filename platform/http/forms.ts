import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const FORM = 'application/x-www-form-urlencoded';
/** The longest text of a form, in a script of three bytes a character, each written as `%E4`. */
const FORM_LIMIT = 60_000;

/** What was typed, by field name. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** Lets a scope take the forms of pages that work without script. */
export function acceptForms(scope: FastifyInstance, bodyLimit = FORM_LIMIT): void {
  scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit }, async (_request: FastifyRequest, body: string) =>
    Object.fromEntries(new URLSearchParams(body)),
  );
}

/** Texts only: a form has nothing else. */
export function typedIn(body: unknown): Typed {
  return Object.fromEntries(Object.entries(body ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A page that nobody keeps. */
export function sendPage(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
}
