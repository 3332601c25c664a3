import type { LockedPackage } from './locked-packages.ts';
import { compareVersions } from './versions.ts';

/** The part of an OSV record (https://ossf.github.io/osv-schema/) that says which versions it is about. */
export interface Advisory {
  id: string;
  summary?: string;
  withdrawn?: string;
  affected?: {
    package?: { ecosystem?: string; name?: string };
    versions?: string[];
    ranges?: { type?: string; events?: { introduced?: string; fixed?: string; last_affected?: string }[] }[];
  }[];
}

type Affected = NonNullable<Advisory['affected']>[number];
type Events = NonNullable<NonNullable<Affected['ranges']>[number]['events']>;

export interface Finding {
  package: string;
  version: string;
  advisory: string;
  summary: string;
}

/** Advisories about exactly these versions. Withdrawn ones do not count. */
export function findAdvisories(packages: readonly LockedPackage[], advisories: readonly Advisory[]): Finding[] {
  const byName = Map.groupBy(packages, ({ name }) => name);
  return advisories
    .filter(({ withdrawn }) => withdrawn === undefined)
    .flatMap((advisory) =>
      (advisory.affected ?? []).flatMap((affected) => {
        if (affected.package?.ecosystem !== 'npm') return [];
        const hit = (byName.get(affected.package.name ?? '') ?? []).filter(({ version }) => concerns(affected, version));
        return hit.map(({ name, version }) => ({ package: name, version, advisory: advisory.id, summary: advisory.summary ?? '' }));
      }),
    );
}

function concerns({ versions, ranges }: Affected, version: string): boolean {
  if (versions?.includes(version)) return true;
  return (ranges ?? []).some(({ type, events }) => type === 'SEMVER' && isWithin(events ?? [], version));
}

/** Events in order of their versions: the last one not after the version decides. */
function isWithin(events: Events, version: string): boolean {
  const steps = events
    .map((event) => ({ at: event.introduced ?? event.fixed ?? event.last_affected ?? '0', event }))
    .sort((one, other) => compareVersions(one.at, other.at));
  let isAffected = false;
  for (const { at, event } of steps) {
    const order = compareVersions(version, at);
    if (event.introduced !== undefined && order >= 0) isAffected = true;
    if (event.fixed !== undefined && order >= 0) isAffected = false;
    if (event.last_affected !== undefined && order > 0) isAffected = false;
  }
  return isAffected;
}
