/** Remembers at most so many values, by key: those that were asked for last. For what never changes, so that reading it again is all that forgetting costs. */
export class LatestAsked<K, V> {
  readonly #most: number;
  /** the one asked for longest ago first */
  readonly #values = new Map<K, V>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#values.size;
  }

  find(key: K): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.keep(key, value);
    return value;
  }

  keep(key: K, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#most) return;
      this.#values.delete(oldest);
    }
  }

  delete(key: K): void {
    this.#values.delete(key);
  }

  /** the one asked for longest ago first */
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#values.entries();
  }
}
