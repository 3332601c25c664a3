/** Where a file stands in the house, from its path. */
export type Zone =
  | { kind: 'app'; name: string }
  | { kind: 'module'; name: string; part: string; rest: string }
  | { kind: 'engine'; name: string }
  | { kind: 'platform' | 'shared' | 'ui' | 'database' | 'tests' | 'tools' | 'bench' | 'root' };

export function zoneOf(file: string): Zone {
  const [top = '', name = '', part = '', ...rest] = file.split('/');
  if (top === 'apps') return { kind: 'app', name };
  if (top === 'modules') return { kind: 'module', name, part, rest: rest.join('/') };
  if (top === 'engines') return { kind: 'engine', name };
  if (top === 'platform' || top === 'shared' || top === 'ui' || top === 'database' || top === 'tests' || top === 'tools' || top === 'bench')
    return { kind: top };
  return { kind: 'root' };
}

/** Which module may call which, straight; what these may call is included. */
const MAY_CALL: Record<string, readonly string[]> = {
  divisions: [],
  accounts: ['divisions'],
  organizations: ['divisions'],
  filings: ['organizations'],
  needs: ['organizations'],
  evidence: ['organizations'],
  activities: ['organizations'],
  volunteers: ['organizations'],
  indicators: ['divisions'],
  plans: ['indicators'],
  reports: ['plans', 'indicators', 'demonstration'],
  publicity: ['organizations'],
  demonstration: ['divisions'],
  operations: [],
  exchange: ['plans'],
};

export const MODULES: readonly string[] = Object.keys(MAY_CALL);

/** @returns whether a module may call another, straight or by way of one it may call */
export function mayCall(from: string, to: string): boolean {
  return (MAY_CALL[from] ?? []).some((next) => next === to || mayCall(next, to));
}
