/** What the nodes of a distributed engine offer a gathered copy (ADR 0160). */
export const PUBLICATIONS = { ofShards: 'wotu_shards', ofCoordinator: 'wotu_coordinator' } as const;
