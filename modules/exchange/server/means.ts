import type { Context } from '#platform/context.ts';
import type { Registers } from '#platform/registers/registers.ts';

/** What the composition root tells this module about the whole product. */
export interface ExchangeMeans {
  registers: Registers;
  /** nothing invented is told to others */
  holdsInvented(context: Context): Promise<boolean>;
  /** runs the sending soon, with its tries */
  sendingJob: { name: string; mostTries: number };
}
