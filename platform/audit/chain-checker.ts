import type { KeyObject } from 'node:crypto';
import { type ChainedEntry, chainHash, FIRST_HASH } from './audit.ts';

/** What is wrong with a chain, and where it begins to be wrong. */
export interface AuditFinding {
  /** six digits as a number, 0 for the whole installation */
  district: number;
  number: number;
  problem: 'changed' | 'missing' | 'added' | 'headDiffers' | 'cutOff' | 'checkpointForged' | 'incomplete';
}

/** The end of a chain as far as somebody knows it. */
export interface ChainPoint {
  number: number;
  hash: string;
}

export type CheckedEntry = ChainedEntry & { hash: string };

/** Follows all chains at once, entry by entry, and notes where each first goes wrong. */
export interface ChainChecker {
  /** a chain goes on from here, because what came before was dropped or is not in the export; the caller has checked the signature */
  beginAt(district: number, point: ChainPoint): void;
  /** entries of one chain come in the order of their numbers */
  follow(entry: CheckedEntry): void;
  /** a point that was noted elsewhere must lie on the chain. Ask before following; judged at the end */
  expect(district: number, point: ChainPoint): void;
  finding(finding: AuditFinding): void;
  /** @param heads the last points, as the database tells them; undefined where only the entries are at hand */
  end(heads?: ReadonlyMap<number, ChainPoint>): { chains: number; entries: number; findings: AuditFinding[] };
}

/** @param key the audit key */
export function createChainChecker(key: KeyObject): ChainChecker {
  const last = new Map<number, ChainPoint>();
  const begins = new Map<number, number>();
  const expected = new Map<number, ChainPoint>();
  const met = new Set<number>();
  const findings = new Map<number, AuditFinding>();
  let entries = 0;
  const note = (finding: AuditFinding) => {
    if (!findings.has(finding.district)) findings.set(finding.district, finding);
  };
  const checker: ChainChecker = {
    beginAt(district, point) {
      last.set(district, point);
      begins.set(district, point.number);
      meet(district, point);
    },
    expect: (district, point) => void expected.set(district, point),
    follow(entry) {
      entries += 1;
      const { district } = entry;
      if (findings.has(district)) return;
      const before = last.get(district) ?? { number: 0, hash: FIRST_HASH };
      const problem = problemOf(entry, before, key, begins.get(district) ?? 0);
      if (problem) return note({ district, number: before.number + 1, problem });
      last.set(district, { number: entry.number, hash: entry.hash });
      meet(district, entry);
    },
    finding: note,
    end(heads) {
      for (const [district, head] of heads ?? []) {
        const end = last.get(district) ?? { number: 0, hash: FIRST_HASH };
        if (end.number !== head.number || end.hash !== head.hash) note({ district, number: end.number, problem: 'headDiffers' });
      }
      // a chain without a head: somebody took the head away
      if (heads) for (const [district, end] of last) if (!heads.has(district)) note({ district, number: end.number, problem: 'headDiffers' });
      for (const district of expected.keys()) if (!met.has(district)) note({ district, number: last.get(district)?.number ?? 0, problem: 'cutOff' });
      const chains = new Set([...last.keys(), ...(heads?.keys() ?? []), ...expected.keys()]).size;
      return { chains, entries, findings: [...findings.values()].sort((one, other) => one.district - other.district) };
    },
  };
  function meet(district: number, { number, hash }: ChainPoint): void {
    const point = expected.get(district);
    if (point && ((point.number === number && point.hash === hash) || point.number < (begins.get(district) ?? 0))) met.add(district);
  }
  return checker;
}

function problemOf(entry: CheckedEntry, before: ChainPoint, key: KeyObject, begin: number): AuditFinding['problem'] | undefined {
  if (entry.number <= begin || entry.number === before.number) return 'added';
  if (entry.number !== before.number + 1) return 'missing';
  return entry.previous_hash === before.hash && entry.hash === chainHash(key, entry) ? undefined : 'changed';
}
