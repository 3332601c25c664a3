import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** Where somebody is may be asked by our own pages only: that on which people choose where they live does, and the browser asks them first. */
const PERMISSIONS_POLICY = 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()';

/**
 * For answers that no hook reaches: the same headers, and a policy that allows nothing, as they hold no page. `no-referrer` would make browsers
 * send `Origin: null` with our own forms.
 */
export const BARE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': PERMISSIONS_POLICY,
  'referrer-policy': 'same-origin',
  'strict-transport-security': `max-age=${YEAR_SECONDS}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** What a page may do: nothing from elsewhere, no script of its own text, no frame around it. */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // the console's component library writes its styles at run time
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join(';');

const PAGE_HEADERS = { ...BARE_HEADERS, 'content-security-policy': PAGE_POLICY };

/** Headers of every answer, errors included: the same for all, so nothing is worked out for each. */
export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(PAGE_HEADERS).header('x-request-id', request.id);
    done();
  });
}
