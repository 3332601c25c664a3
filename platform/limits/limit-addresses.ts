import type { FastifyInstance } from 'fastify';
import { refuse } from '#shared/errors.ts';
import { httpErrors } from '../http/errors.ts';
import { isLoopback } from '../http/metrics.ts';
import { REQUESTS_PER_MINUTE } from './request-limits.ts';
import { createWindows } from './request-windows.ts';

const MINUTE = 60;
/** Of the eight groups of an IPv6 address, those that name its network: whoever has one has all its addresses. */
const NETWORK_GROUPS = 4;

/** The outer limit, of anything at all from one address; it knows nobody and no database. The machine itself is exempt. @throws TOO_MANY_REQUESTS */
export function limitAddresses(app: FastifyInstance, most = REQUESTS_PER_MINUTE): void {
  const count = createWindows();
  app.addHook('onRequest', ({ ip }, _reply, done) => {
    if (isLoopback(ip)) return done();
    const now = new Date();
    const { requests, endsAt } = count(networkOf(ip), MINUTE, now);
    if (requests <= most) return done();
    done(refuse(httpErrors.TOO_MANY_REQUESTS, { seconds: Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000)) }));
  });
}

/** @returns an IPv4 address itself, also one written as IPv6; of an IPv6 address its network */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = [], tail] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const between = tail ? Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0') : [];
  const groups = [...head, ...between, ...(tail ?? [])].slice(0, NETWORK_GROUPS);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
