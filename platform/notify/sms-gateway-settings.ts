import { z } from 'zod';

/** An SMS gateway that takes one HTTP request per message. `{phone}`, `{code}` and `{minutes}` are filled in everywhere below. */
export const smsGatewaySchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(['POST', 'GET']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  /** sent as JSON; the values of the template are filled in as text, so that nothing can break out of its place */
  body: z.record(z.string(), z.unknown()).optional(),
  timeoutMs: z.number().int().min(500).max(30_000).default(5000),
  /** how often a message is tried; only failures of the connection and of the gateway itself are tried again */
  attempts: z.number().int().min(1).max(5).default(3),
  /** a text that the gateway's answer contains when it took the message; many answer 200 to everything */
  successText: z.string().min(1).optional(),
});
export type SmsGateway = z.output<typeof smsGatewaySchema>;
