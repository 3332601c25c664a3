import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { checkSecrets } from './rules/secrets.ts';
import { PROJECT, readSourceFiles } from './source-files.ts';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\0')
  .filter(Boolean);
/** In halves, so that this file holds none. */
const planted = (...halves: string[]) => checkSecrets([{ path: 'a.ts', text: `const a = '${halves.join('')}';` }], []);

describe('secrets', () => {
  it('are in no tracked file', () => {
    expect(tracked.length).toBeGreaterThan(500);
    expect(checkSecrets(readSourceFiles(), tracked)).toEqual([]);
  });

  it.each([
    [['-----BEGIN RSA ', 'PRIVATE KEY-----']],
    [['AKIA', 'IOSFODNN7EXAMPLE']],
    [['ghp', '_0123456789abcdefghijklmnopqrstuvwxyzAB']],
    [['eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P']],
    [['postgres://wotu:', 'hunter2hunter2@db.example/wotu']],
  ])('%j is found', (halves) => expect(planted(...halves)).toHaveLength(1));

  it.each(['.env', 'deploy/server.pem', 'data/keys/master', 'certs/a.key'])('a file called %s is found', (name) =>
    expect(checkSecrets([], [name])).toHaveLength(1),
  );

  it('lets placeholders pass', () => {
    expect(planted('postgres://wotu_owner:', '…@db.example/wotu')).toEqual([]);
  });
});
