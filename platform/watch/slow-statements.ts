/** What this process saw to be slow: texts of statements without their values, the slowest kept. Measured at the driver, so waiting for locks counts. */
export interface SlowStatement {
  text: string;
  count: number;
  totalMs: number;
  longestMs: number;
}

const SLOW_MS = 200;
const MOST_TEXTS = 50;
const LONGEST_TEXT = 600;

export interface SlowStatements {
  note(text: string, milliseconds: number): void;
  /** by the time they took together, the most first */
  list(): SlowStatement[];
}

export function createSlowStatements(): SlowStatements {
  const byText = new Map<string, SlowStatement>();
  return {
    note(text, milliseconds) {
      if (milliseconds < SLOW_MS) return;
      const key = text.slice(0, LONGEST_TEXT);
      const known = byText.get(key) ?? { text: key, count: 0, totalMs: 0, longestMs: 0 };
      known.count += 1;
      known.totalMs += milliseconds;
      known.longestMs = Math.max(known.longestMs, milliseconds);
      byText.set(key, known);
      if (byText.size > MOST_TEXTS) byText.delete([...byText.values()].reduce((least, one) => (one.totalMs < least.totalMs ? one : least)).text);
    },
    list: () => [...byText.values()].sort((one, other) => other.totalMs - one.totalMs),
  };
}

/** Of all pools of this process. */
export const slowStatements = createSlowStatements();
