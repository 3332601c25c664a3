/** Turns guards off, one at a time, and remembers which were asked. */
import { sql } from 'kysely';

declare global {
  var __wotuGuard: ((id: string) => boolean) | undefined;
  var __wotuTrue: unknown;
}

let off: ReadonlySet<string> = new Set();
let asked = new Set<string>();

globalThis.__wotuTrue = sql`true`;
globalThis.__wotuGuard = (id) => {
  asked.add(id);
  return off.has(id);
};

export function turnOff(ids: readonly string[]): void {
  off = new Set(ids);
}

export function askAnew(): void {
  asked = new Set();
}

/** The guards that were asked while something was done. */
export async function guardsAsked(work: () => Promise<unknown>): Promise<ReadonlySet<string>> {
  askAnew();
  await work();
  return asked;
}

/** The guards that were asked since `askAnew`. */
export function everAsked(): ReadonlySet<string> {
  return asked;
}
