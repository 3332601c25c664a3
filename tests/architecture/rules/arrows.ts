import { importsOf, type Import } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';
import { mayCall, type Zone, zoneOf } from './zones.ts';

type ModuleZone = Extract<Zone, { kind: 'module' }>;
type AppZone = Extract<Zone, { kind: 'app' }>;

/** What the composition root may take of a module's server side. */
const DOORS = /^(index|public|sheets|facts|measures|publications|worklist|jobs\/.+)\.ts$/;
/** Which app may build on which. */
const APPS: Record<string, readonly string[]> = { server: ['portal'], cli: ['server'], portal: [], console: [] };
/** Rendered by the server: sees the contract, the doors of the server and the platform. */
const PUBLIC_PAGES = 'public-web';
const BROWSER_PARTS = ['contract', 'web'];

/** apps → modules → engines, platform, ui → shared; modules meet at their doors only. */
export function checkArrows(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => !isTest(file) && !isConfig(file)).flatMap((file) => importsOf(file).flatMap((found) => judge(file, found)));
}

/** Settings of build tools choose plugins by default export and run outside the product. */
function isConfig(file: SourceFile): boolean {
  return file.path.endsWith('.config.ts');
}

function judge(file: SourceFile, found: Import): Violation[] {
  const from = zoneOf(file.path);
  const complaint = found.target === undefined ? judgeLibrary(from, found) : judgeOwn(from, zoneOf(found.target), found);
  return complaint ? [{ path: file.path, message: `${found.specifier}: ${complaint}` }] : [];
}

/** What runs in the browser cannot use Node or the database. */
function judgeLibrary(from: Zone, { specifier, isTypeOnly }: Import): string | undefined {
  const inBrowser =
    from.kind === 'shared' ||
    from.kind === 'ui' ||
    (from.kind === 'app' && from.name === 'console') ||
    (from.kind === 'module' && BROWSER_PARTS.includes(from.part));
  if (!inBrowser || isTypeOnly) return undefined;
  return /^(node:|pg$|kysely$|fastify$|@fastify\/)/.test(specifier) ? 'this part runs in the browser; keep it to the contract' : undefined;
}

function judgeOwn(from: Zone, to: Zone, found: Import): string | undefined {
  if (to.kind === 'tests' || to.kind === 'bench') return 'the product does not use its tests';
  if (to.kind === 'shared') return undefined;
  if (from.kind === 'module') return judgeFromModule(from, to, found.isTypeOnly);
  if (from.kind === 'app') return judgeFromApp(from, to);
  if (from.kind === 'tools') return undefined;
  if (from.kind === 'platform')
    return to.kind === 'platform' || to.kind === 'database' || to.kind === 'engine' ? undefined : 'platform knows nothing above it; pass it in';
  if (from.kind === 'engine') return to.kind === 'engine' && to.name === from.name ? undefined : 'an engine is alone; pass what it needs as a parameter';
  if (from.kind === 'ui') return to.kind === 'ui' ? undefined : 'ui knows shared only';
  if (from.kind === 'shared') return `shared knows nothing else (${found.target})`;
  return undefined;
}

function judgeFromModule(from: ModuleZone, to: Zone, isTypeOnly: boolean): string | undefined {
  if (to.kind === 'engine') return undefined;
  // types are gone when the code runs, so a domain rule may name the shape of what it judges
  const seesPlatform = from.part === PUBLIC_PAGES || (from.part === 'server' && (isTypeOnly || !isDomain(from)));
  if (to.kind === 'platform' || to.kind === 'database')
    return seesPlatform ? undefined : 'only the server part of a module sees the platform; domain, contract and screens do not';
  if (to.kind === 'ui') return from.part === 'web' || from.part === PUBLIC_PAGES ? undefined : 'only screens use ui';
  if (to.kind !== 'module') return 'a module knows modules, engines, platform, ui and shared only';
  return to.name === from.name ? judgeWithinModule(from, to) : judgeBetweenModules(from, to);
}

function isDomain(zone: ModuleZone): boolean {
  return zone.part === 'server' && zone.rest.startsWith('domain/');
}

function judgeWithinModule(from: ModuleZone, to: ModuleZone): string | undefined {
  if (from.part === PUBLIC_PAGES && to.part === 'server')
    return to.rest === 'public.ts' ? undefined : 'public pages call their own module through server/public.ts';
  if (to.part === 'contract' || (to.part === from.part && !isDomain(from))) return undefined;
  if (isDomain(from)) return isDomain(to) ? undefined : 'domain rules see the contract and other domain rules only';
  return `${from.part} sees the contract, never ${to.part}`;
}

function judgeBetweenModules(from: ModuleZone, to: ModuleZone): string | undefined {
  if (!mayCall(from.name, to.name)) return `${from.name} may not know ${to.name}; see the table in ARCHITECTURE.md`;
  if (to.part === 'contract') return undefined;
  const mayAsk = from.part === PUBLIC_PAGES || (from.part === 'server' && !isDomain(from));
  if (mayAsk && to.part === 'server' && to.rest === 'public.ts') return undefined;
  return `other modules are reached through their contract, or by the server through ${to.name}/server/public.ts`;
}

function judgeFromApp(from: AppZone, to: Zone): string | undefined {
  if (to.kind === 'tools') return from.name === 'cli' ? undefined : 'tools are for development';
  if (to.kind === 'app') return to.name === from.name || APPS[from.name]?.includes(to.name) ? undefined : `apps/${from.name} does not build on apps/${to.name}`;
  if (from.name === 'console')
    return to.kind === 'ui' || to.kind === 'engine' || (to.kind === 'module' && BROWSER_PARTS.includes(to.part))
      ? undefined
      : 'the console sees contracts, screens and ui only';
  if (to.kind !== 'module' || to.part !== 'server') return undefined;
  return DOORS.test(to.rest) ? undefined : `apps use a module through its doors (index, public, sheets, facts …), not ${to.rest}`;
}
