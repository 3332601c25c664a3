import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_SIGN_IN_SETTINGS, readSignInSettings } from './sign-in-settings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'wotu-sign-in-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROVIDER = { kind: 'oidc', id: 'office', name: '统一认证', clientId: 'wotu', clientSecret: 'x', issuer: 'https://login.example', linkClaim: 'sub' };

function read(content: unknown) {
  const file = path.join(folder, 'sign-in.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readSignInSettings(file);
}

describe('the settings of signing in', () => {
  it('are the defaults without a file, and for what a file leaves out', () => {
    expect(readSignInSettings(undefined)).toEqual(DEFAULT_SIGN_IN_SETTINGS);
    expect(read({})).toEqual(DEFAULT_SIGN_IN_SETTINGS);
    expect(read({ passwordProfile: 'asvs' })).toEqual({ ...DEFAULT_SIGN_IN_SETTINGS, passwordProfile: 'asvs' });
  });

  it('keep of the address only where it is', () => {
    expect(read({ address: 'https://wotu.example/console/?a=1' }).address).toBe('https://wotu.example');
  });

  it('name the providers of single sign-on, with what they leave out', () => {
    const { identityProviders } = read({ address: 'https://wotu.example', identityProviders: [PROVIDER] });
    expect(identityProviders).toMatchObject([{ id: 'office', issuer: 'https://login.example', scope: expect.any(String), timeoutMs: expect.any(Number) }]);
  });

  it.each([
    ['a word that is none', { passwordProfile: 'strong' }, 'passwordProfile'],
    ['a setting that is not known', { secondFactors: 'offered' }, 'secondFactors'],
    ['another kind of address', { address: 'ftp://wotu.example' }, 'address'],
    ['one name for two providers', { address: 'https://wotu.example', identityProviders: [PROVIDER, PROVIDER] }, '每个 id 只能用一次'],
    ['a provider without its issuer', { address: 'https://wotu.example', identityProviders: [{ ...PROVIDER, issuer: undefined }] }, 'identityProviders.0'],
    ['providers without the own address', { identityProviders: [PROVIDER] }, 'address'],
    ['a list in place of settings', [], '（整个文件）'],
    ['half a file', '{"passwordProfile":', '不是完整的 JSON'],
  ])('stop the start in Chinese for %s', (_name, content, said) => {
    expect(() => read(content)).toThrow(said);
    expect(() => read(content)).toThrow(/\p{Script=Han}/u);
    expect(() => read(content)).not.toThrow(/Invalid|Unrecognized|expected/);
  });

  it('stop the start when the file is not there', () => {
    expect(() => readSignInSettings(path.join(folder, 'absent.json'))).toThrow('没有这个文件');
  });
});
