import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODULES } from './rules/zones.ts';
import { PROJECT, readSourceFiles, type SourceFile, type Violation } from './source-files.ts';

const files = readSourceFiles();

/** Links between our own pages; addresses of others are not asked. */
function checkLinks(pages: readonly SourceFile[], exists: (file: string) => boolean): Violation[] {
  return pages.flatMap((page) => {
    const targets = [...page.text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => (match[1] ?? '').replace(/#.*$/, ''));
    const own = targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
    return own
      .filter((target) => !exists(path.posix.join(path.posix.dirname(page.path), decodeURI(target))))
      .map((target) => ({ path: page.path, message: `links to ${target}, which is not there` }));
  });
}

describe('documents', () => {
  it('link to what is there', () => {
    const pages = files.filter((file) => file.path.endsWith('.md') && !file.path.startsWith('plans/sources/'));
    expect(checkLinks(pages, (file) => existsSync(path.join(PROJECT, file)))).toEqual([]);
  });

  it('with a dead link are found', () => {
    expect(
      checkLinks([{ path: 'docs/a.md', text: '[b](b.md) [c](../c.md#part) [d](https://example.org) [e](#here)' }], (file) => file === 'c.md'),
    ).toHaveLength(1);
  });

  it('number each decision once and say context, choice and cost', () => {
    const decisions = files.filter((file) => file.path.startsWith('docs/adr/'));
    const numbers = decisions.map((file) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(file.path)?.[1]);
    expect(new Set(numbers).size).toBe(decisions.length);
    for (const { path: name, text } of decisions)
      for (const part of ['Context', 'Choice', 'Cost', 'Revisit']) expect(text, `${name}: ${part}`).toMatch(new RegExp(`\\*\\*${part}|## ${part}`));
  });

  it('describe every module in a README that says what it owns', () => {
    const modules = new Set(files.flatMap((file) => /^modules\/([a-z-]+)\//.exec(file.path)?.[1] ?? []));
    for (const name of modules) {
      const readme = files.find((file) => file.path === `modules/${name}/README.md`);
      expect(readme?.text ?? '', name).toMatch(/does not/i);
    }
  });

  it('list every module and its main table in the glossary', () => {
    const glossary = files.find((file) => file.path === 'docs/glossary.md')?.text ?? '';
    const modules = new Set([
      ...MODULES.filter((name) => files.some((file) => file.path.startsWith(`modules/${name}/`))),
      ...files.flatMap((file) => /^modules\/([a-z-]+)\//.exec(file.path)?.[1] ?? []),
    ]);
    for (const name of modules) expect(glossary).toContain(`\`${name}\``);
    const created = files.filter((file) => file.path.startsWith('database/migrations/')).flatMap((file) => /create table (\w+)/.exec(file.text)?.[1] ?? []);
    for (const table of created.filter((name) => !TECHNICAL.has(name))) expect(glossary).toContain(`\`${table}\``);
  });
});

/** First tables of migrations that no one outside the code speaks of. */
const TECHNICAL = new Set(['installation_marks', 'master_key_checks', 'idempotency_keys', 'sessions', 'record_versions', 'import_batches', 'replica_marks']);
