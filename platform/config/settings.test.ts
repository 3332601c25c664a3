import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { checkSettings, SETTINGS, unknownSettings } from './settings.ts';

describe('the settings', () => {
  it('hold their defaults when nothing is set, or set to nothing', () => {
    const config = readConfig({ DATABASE_URL: '', WOTU_AUDIT_DAYS: '', WOTU_NAMED_STATEMENTS: '' }, '/srv/office');
    expect(config).toMatchObject({
      databaseUrl: undefined,
      auditDays: 366,
      namedStatements: true,
      databaseConnections: 10,
      statementSeconds: 60,
      jobStatementSeconds: 3600,
      keyFile: '/srv/office/keys/master',
    });
  });

  it('are read', () => {
    const config = readConfig({
      WOTU_DATA: '/srv/a',
      WOTU_NAMED_STATEMENTS: 'off',
      WOTU_DATABASE_CONNECTIONS: '25',
      WOTU_STATEMENT_SECONDS: '90',
      WOTU_JOB_STATEMENT_SECONDS: '600',
      WOTU_KEY_FILE: '/etc/key',
    });
    const given = { namedStatements: false, databaseConnections: 25, statementSeconds: 90, jobStatementSeconds: 600 };
    expect(config).toMatchObject({ dataFolder: '/srv/a', keyFile: '/etc/key', ...given });
  });

  it('say where attachments lie, who scans them and which proxies are believed', () => {
    const bucket = { WOTU_FILES_S3_KEY_ID: 'k', WOTU_FILES_S3_SECRET: 's' };
    const { files, trustedProxies } = readConfig({ ...bucket, WOTU_FILES_S3: 'https://s3.example:9000/files', WOTU_CLAMD: 'tcp://10.1.2.3' }, '/srv/a');
    expect(files).toMatchObject({
      storage: 'disk',
      folder: '/srv/a/files',
      s3: { bucket: 'files', region: 'us-east-1' },
      clamd: { host: '10.1.2.3', port: 3310 },
    });
    expect(trustedProxies).toEqual(['loopback']);
    expect(readConfig({ ...bucket, WOTU_FILES_S3: 'https://files.oss.example/' }).files.s3?.bucket).toBe('files');
    expect(readConfig({ WOTU_CLAMD: 'unix:/run/clamav/clamd.ctl' }).files.clamd).toEqual({ path: '/run/clamav/clamd.ctl' });
    expect(readConfig({ WOTU_TRUSTED_PROXIES: '10.20.1.5，172.30.57.0/24 fd00::/48' }).trustedProxies).toEqual(['10.20.1.5', '172.30.57.0/24', 'fd00::/48']);
    expect(() => readConfig({ WOTU_FILES_S3: 'https://s3.example/files' })).toThrow(/WOTU_FILES_S3_KEY_ID/);
    expect(() => readConfig({ WOTU_FILES_STORAGE: 's3' })).toThrow(/WOTU_FILES_S3/);
  });

  it.each([
    ['DATABASE_URL', 'db.example', /postgres:\/\//],
    ['WOTU_NAMED_STATEMENTS', 'no', /on 或 off/],
    ['WOTU_DATABASE_CONNECTIONS', '1', /2 到 200/],
    ['WOTU_STATEMENT_SECONDS', '0', /5 到 3600/],
    ['WOTU_JOB_STATEMENT_SECONDS', '30', /60 到 86400/],
    ['WOTU_AUDIT_DAYS', '100', /不少于六个月/],
    ['WOTU_AUDIT_DAYS', '1e3', /不小于 184/],
    ['WOTU_FILES_STORAGE', 'tape', /disk 或 s3/],
    ['WOTU_FILES_S3', 's3://files', /https:\/\/主机\/桶名/],
    ['WOTU_FILES_S3', 'https://key:word@s3.example/files', /https:\/\/主机\/桶名/],
    ['WOTU_CLAMD', '127.0.0.1:3310', /unix:\/路径/],
    ['WOTU_TRUSTED_PROXIES', '10.1.2.3,proxy', /“proxy”不是地址/],
    ['WOTU_TRUSTED_PROXIES', '0.0.0.0/0', /不能宽于/],
    ['WOTU_TRUSTED_PROXIES', '::/0', /不能宽于/],
    ['WOTU_TRACES', 'collector:4317', /http:\/\/主机:4318/],
    ['WOTU_TRACES_PERCENT', '0', /1 到 100/],
    ['WOTU_NOW', 'tomorrow', /2023-11-20T12:00:00/],
    ['PORT', '70000', /65535/],
    ['WOTU_OUTGOING_ALLOW', 'https://a.example/path', /https:\/\/主机/],
  ])('stop the start: %s=%s', (name, value, said) => {
    expect(() => readConfig({ [name]: value })).toThrow(said);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('tell all that is wrong at once, and never a password', () => {
    const { problems } = checkSettings({ DATABASE_URL: 'mysql://wotu:secret@db', WOTU_AUDIT_DAYS: '1', PORT: 'x' });
    expect(problems.map(({ name }) => name).sort()).toEqual(['DATABASE_URL', 'PORT', 'WOTU_AUDIT_DAYS']);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  it('name those nobody knows, apart from those of tests', () => {
    expect(unknownSettings({ WOTU_AUDIT_DAY: '400', WOTU_TEST_SKIP: 'x', PATH: '/bin', WOTU_DATA: '/srv' })).toEqual(['WOTU_AUDIT_DAY']);
  });

  it('have an example that is good, each', () => {
    const examples = Object.fromEntries(Object.entries(SETTINGS).map(([name, { example }]) => [name, example]));
    expect(checkSettings(examples).problems).toEqual([]);
  });

  it('are all in the table: the product reads no other', () => {
    const folders = ['apps', 'platform', 'modules', 'engines'];
    const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)));
    const code = files.filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith('.test.ts'));
    const read = code.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?:process\.env|environment)\[?\.?'?(WOTU_[A-Z_]+|DATABASE_URL)/g)].map(([, name]) => name ?? ''),
    );
    expect(read.filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
  });
});
