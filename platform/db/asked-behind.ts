import type { Transaction } from 'kysely';
import type { DB } from '#database/types.ts';

/** Statements of one transaction, or step of one, whose answers nobody waits for while its work goes on. */
export class AskedBehind {
  readonly #asked: Promise<unknown>[] = [];

  add(asked: Promise<unknown>): void {
    asked.catch(() => undefined);
    this.#asked.push(asked);
  }

  /** @throws the error of the first that failed */
  async areAnswered(): Promise<void> {
    for (const asked of this.#asked) await asked;
  }
}

const behindOf = new WeakMap<Transaction<DB>, AskedBehind>();

export function gatherBehind(tx: Transaction<DB>, behind: AskedBehind): void {
  behindOf.set(tx, behind);
}

/**
 * For what a transaction does last and learns nothing from: the next statement, or the `commit`, goes right behind. When one of them fails,
 * PostgreSQL keeps nothing of the transaction, whatever comes behind, and `inTransaction` throws that error.
 */
export async function answeredLater(tx: Transaction<DB>, asked: readonly Promise<unknown>[]): Promise<void> {
  const behind = behindOf.get(tx);
  if (behind) for (const one of asked) behind.add(one);
  else await Promise.all(asked);
}
