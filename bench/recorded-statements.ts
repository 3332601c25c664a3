import type pg from 'pg';

export interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}

/** Takes down the statements a pool runs, so that the same work can be done again straight through the driver. */
export class StatementRecorder {
  #statements: Statement[] | undefined;

  /** Watches every connection the pool opens from now on. */
  watch(pool: pg.Pool): void {
    pool.on('connect', (client) => {
      const query = client.query.bind(client) as (...given: unknown[]) => unknown;
      const watched = (...given: unknown[]): unknown => {
        this.#note(given);
        return query(...given);
      };
      Object.assign(client, { query: watched });
    });
  }

  #note([first, values]: readonly unknown[]): void {
    if (!this.#statements) return;
    if (typeof first === 'string') this.#statements.push({ text: first, ...(Array.isArray(values) ? { values: values as unknown[] } : {}) });
    else if (first && typeof first === 'object' && 'text' in first) {
      // the driver's own kind of statement holds its answer as well
      const { name, text, values: bound } = first as Statement;
      this.#statements.push({ ...(name !== undefined && { name }), text, ...(bound && { values: bound }) });
    }
  }

  async record(work: () => Promise<unknown>): Promise<Statement[]> {
    const statements: Statement[] = [];
    this.#statements = statements;
    try {
      await work();
    } finally {
      this.#statements = undefined;
    }
    return statements;
  }
}

/** One after the other, prepared once, results thrown away. */
export async function replay(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}
