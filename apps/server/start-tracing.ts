import type { Config } from '#platform/config/config.ts';
import { createOutgoing } from '#platform/outgoing/outgoing.ts';
import { startSpanSender } from '#platform/watch/span-sender.ts';
import { tracer } from '#platform/watch/tracer.ts';
import { VERSION } from './operation-means.ts';

/** Follows requests and jobs when the operator named a collector. @returns sends what is left and stops */
export function startTracing(traces: Config['traces']): () => Promise<void> {
  if (!traces) return async () => undefined;
  const { collector, share } = traces;
  // by naming the address the operator has allowed it, also within the own network
  const sender = startSpanSender(createOutgoing({ allowed: new Set([collector.origin]) }), collector, VERSION);
  tracer.start({ take: sender.take, share });
  return async () => {
    tracer.stop();
    await sender.stop();
  };
}
