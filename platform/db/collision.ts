/** Somebody else wrote the same at the same moment: unique or foreign keys, serialization, deadlock. */
const COLLISIONS = ['23503', '23505', '40001', '40P01'];

/** True for an error of the database that a second try may not meet. Nothing of the transaction was kept. */
export function isCollision(error: unknown): boolean {
  return COLLISIONS.includes((error as { code?: string } | null)?.code ?? '');
}
