/** One library in the exact version that `package-lock.json` fixes. */
export interface LockedPackage {
  name: string;
  version: string;
  /** subresource integrity, `sha512-…`; absent for builds of other machines that were never fetched */
  integrity: string | undefined;
  licence: string | undefined;
  /** for development and tests only */
  isDevelopment: boolean;
  isOptional: boolean;
}

interface LockEntry {
  version?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  name?: string;
}

/** @param text of `package-lock.json`, version 3. @returns one entry per name and version, in order of both */
export function lockedPackages(text: string): LockedPackage[] {
  const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };
  const found = new Map<string, LockedPackage>();
  for (const [place, entry] of Object.entries(packages)) {
    if (place === '' || !entry.version) continue;
    const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${name}@${entry.version}`, {
      name,
      version: entry.version,
      integrity: entry.integrity,
      licence: entry.license,
      isDevelopment: (entry.dev ?? entry.devOptional) === true,
      isOptional: entry.optional === true,
    });
  }
  return [...found.values()].sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));
}
