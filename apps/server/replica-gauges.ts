import type { ReadReplica } from '#platform/replica/read-replica.ts';
import type { Gauge } from '#platform/watch/gauges.ts';

/** How the read replica stands at this moment; nothing without one. */
export function replicaGauges(replica: Pick<ReadReplica, 'state'> | undefined): Gauge[] {
  if (!replica) return [];
  const { lagMs, isUsable, readings, failures } = replica.state();
  return [
    { name: 'wotu_replica_usable', help: 'Whether the read replica may answer.', values: [{ value: isUsable ? 1 : 0 }] },
    {
      name: 'wotu_replica_lag_seconds',
      help: 'How far the read replica is behind at most; absent while it does not answer.',
      values: lagMs === undefined ? [] : [{ value: Math.round(lagMs) / 1000 }],
    },
    { name: 'wotu_replica_readings_total', help: 'Readings that the replica answered.', isCounter: true, values: [{ value: readings }] },
    { name: 'wotu_replica_failures_total', help: 'Readings in which it failed, so that the primary answered.', isCounter: true, values: [{ value: failures }] },
  ];
}
