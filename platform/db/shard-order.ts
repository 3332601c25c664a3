/**
 * First in a transaction that changes both shards and tables that every node has: a distributed engine (Citus) refuses that otherwise, as it
 * would go to the shards side by side. Any other engine keeps the setting unread.
 */
export const ONE_SHARD_AFTER_ANOTHER = `set local citus.multi_shard_modify_mode to 'sequential'`;
