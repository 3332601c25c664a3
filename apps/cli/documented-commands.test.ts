/** What the person on duty copies from the pages: commands, options and settings that the product knows. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '#platform/config/settings.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');
const PAGES = ['docs/operations.md', 'operations/README.md', 'README.md'];
const UNITS = ['operations/wotu.service', 'operations/wotu-backup.service', 'operations/wotu-drill.service'];

interface Known {
  options: string[];
  commands: Record<string, Known>;
}

/** In a process of its own: Node loads all commands in a tenth of the time that the test runner takes. */
const TREE = `
  import { buildProgram } from './program.ts';
  const known = (command) => ({ options: command.options.map(({ long }) => long), commands: Object.fromEntries(command.commands.map((one) => [one.name(), known(one)])) });
  process.stdout.write(JSON.stringify(known(await buildProgram(undefined))));`;
const program = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', TREE], { cwd: import.meta.dirname, encoding: 'utf8' })) as Known;

/** @returns what is wrong with the words after `wotu` */
function complaintsAbout(words: readonly string[]): string[] {
  let command = program;
  let index = 0;
  for (; index < words.length; index++) {
    const next = command.commands[words[index] ?? ''];
    if (!next) break;
    command = next;
  }
  if (Object.keys(command.commands).length > 0) return [`no such command: ${words.join(' ')}`];
  const unknown = words.slice(index).filter((word) => word.startsWith('--') && !command.options.includes(word));
  return unknown.map((word) => `no ${word}: ${words.join(' ')}`);
}

/** Commands in backticks or in a block, up to what ends them in a shell. */
function commandsOn(page: string): string[][] {
  return [...read(page).matchAll(/(?:^|[`'\s;&(]|\bnpx )(?:\S*\/)?wotu ([a-z][^`\n|;&#）]*)/g)]
    .map(([, rest = '']) => rest.trim().split(/\s+/))
    .filter((words) => /^[a-z-]+$/.test(words[0] ?? '') && !NOT_COMMANDS.has(words[0] ?? ''));
}

/** Words that follow the name elsewhere: the account, the database and the host of the same name. */
const NOT_COMMANDS = new Set(['owner', 'wotu', 'rename', 'sh', 'npx']);

describe('the pages for the person on duty', () => {
  it.each(PAGES)('%s names commands and options that exist', (page) => {
    const commands = commandsOn(page);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.flatMap(complaintsAbout)).toEqual([]);
  });

  it('a command or option that is not there is found', () => {
    expect(complaintsAbout(['bakup', 'a'])).toHaveLength(1);
    expect(complaintsAbout(['backup', 'a', '--twice'])).toHaveLength(1);
    expect(complaintsAbout(['keys'])).toHaveLength(1);
  });

  it.each([...PAGES, ...UNITS, 'operations/compose.yaml', 'operations/Dockerfile', 'operations/wotu'])('%s names settings that exist', (file) => {
    const named = new Set(read(file).match(/\b(?:WOTU_[A-Z0-9_]+|DATABASE_URL)\b/g));
    expect([...named].filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
  });

  it('and files of the product that are there', () => {
    const files = [...PAGES, ...UNITS, 'operations/wotu-backup.timer', 'operations/wotu'].flatMap((file) =>
      [...read(file).matchAll(/(?:\/opt\/wotu\/|\bnode )((?:apps|docs|operations|tools)\/[\w./*-]+\w)/g)].map(([, name = '']) => name.replace(/\*.*$/, '')),
    );
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !existsSync(path.join(PROJECT, file)))).toEqual([]);
  });
});

it('the compose file trusts the network that its proxy speaks from, and gives the server an address in it that the proxy knows', () => {
  const { services, networks } = parse(read('operations/compose.yaml')) as {
    services: { proxy: { extra_hosts: string[] }; server: { environment: Record<string, string>; networks: { default: { ipv4_address: string } } } };
    networks: { default: { ipam: { config: { subnet: string }[] } } };
  };
  const subnet = networks.default.ipam.config[0]?.subnet;
  expect(services.server.environment['WOTU_TRUSTED_PROXIES']).toBe(subnet);
  expect(services.proxy.extra_hosts).toEqual([`server:${services.server.networks.default.ipv4_address}`]);
  expect(services.server.networks.default.ipv4_address.split('.').slice(0, 3)).toEqual(subnet?.split('.').slice(0, 3));
});

it.each(UNITS)('%s looks at the same data as a command by hand', (unit) => {
  const byHand = read('operations/wotu');
  const values = (/^Environment=(.*)$/m.exec(read(unit))?.[1] ?? '').split(' ').filter((one) => !one.startsWith('NODE_ENV='));
  expect(values.length).toBe(3);
  for (const value of values) expect(byHand).toContain(`\n${value}\n`);
});
