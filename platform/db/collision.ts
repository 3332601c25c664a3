/** Somebody else wrote the same at the same moment: unique or foreign keys, serialization, deadlock. */
const COLLISIONS = ['23503', '23505', '40001', '40P01'];

/** What a distributed engine (Citus) says of rows that it spreads over shards: what went wrong there, under a code that names nothing. */
const ON_A_SHARD = { code: 'XX000', message: /^duplicate key value violates unique constraint|violates foreign key constraint/ };

/** True for an error of the database that a second try may not meet. Nothing of the transaction was kept. */
export function isCollision(error: unknown): boolean {
  const { code = '', message = '' } = (error as { code?: string; message?: string } | null) ?? {};
  return COLLISIONS.includes(code) || (code === ON_A_SHARD.code && ON_A_SHARD.message.test(message));
}
