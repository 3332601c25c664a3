import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it, vi } from 'vitest';
import { certificateEnd } from '#platform/outgoing/certificate-end.ts';
import { renderGauges } from '#platform/watch/gauges.ts';
import { selfSigned } from '#tests/support/self-signed.ts';
import { createCertificateGauges } from './certificate-gauges.ts';

const END = new Date('2031-05-06T07:08:09Z');
const server = createServer(selfSigned(END), (_request, response) => response.end());
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => server.close());

it('the last day of a certificate is read whether anybody trusts it or not', async () => {
  expect(await certificateEnd(origin)).toEqual(END);
  await expect(certificateEnd('https://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
});

it('is a figure beside the asking, for those that could be seen, and stays when their server is away', async () => {
  const gauges = createCertificateGauges([origin, 'https://127.0.0.1:1']);
  const lines = () => renderGauges(gauges()).slice(2);
  expect(lines()).toEqual([]);
  await vi.waitFor(() => expect(lines()).toEqual([`wotu_certificate_end_timestamp_seconds{origin="${origin}"} ${END.getTime() / 1000}`]));
});
