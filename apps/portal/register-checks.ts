import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkCertificate } from '#modules/filings/server/public.ts';
import { checkServiceCertificate } from '#modules/volunteers/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type BindOptions, contextAt } from '#platform/http/bind-routes.ts';
import { isLoopback } from '#platform/http/metrics.ts';
import { Refusal } from '#shared/errors.ts';
import { frameOf } from './public-door.ts';
import { certificatePage, checkPage, unknownCodePage } from './check-pages.ts';
import { serviceCertificatePage } from './service-certificate-page.ts';
import { sendPage } from '#platform/http/forms.ts';

const MOST_TYPED = 40;

/** Anybody asks by the code on a certificate how the organization stands, or what a certificate of service is worth. Reads through the role of the public pages. */
export function registerChecks(app: FastifyInstance, options: BindOptions): void {
  app.get('/check', async (request, reply) => {
    const typed = typedCode((request.query as Record<string, unknown>)['code']);
    return typed === '' ? sendPage(reply, checkPage(frameOf(request))) : check(options, request, reply, typed);
  });
  app.get('/check/:code', (request, reply) => check(options, request, reply, typedCode((request.params as { code: string }).code)));
}

function typedCode(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, MOST_TYPED) : '';
}

async function check(options: BindOptions, request: FastifyRequest, reply: FastifyReply, typed: string): Promise<FastifyReply> {
  const context: Context = contextAt(request, options, options.stranger);
  const frame = frameOf(request);
  try {
    if (!isLoopback(request.ip)) await options.limitRequests(context, 'check');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, checkPage(frame, typed, error.message), error.status);
  }
  const found = await checkCertificate(context.platform.portalDb, typed);
  if (found) return sendPage(reply, certificatePage(frame, found, context.today));
  const service = await checkServiceCertificate(context.platform.portalDb, typed);
  return service ? sendPage(reply, serviceCertificatePage(frame, service, context.today)) : sendPage(reply, unknownCodePage(frame, typed), 404);
}
