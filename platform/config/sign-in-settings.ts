import { readFileSync } from 'node:fs';
import { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { identityProviderSchema, type IdentityProvider } from '../identity/identity-provider.ts';
import { smsGatewaySchema, type SmsGateway } from '../notify/sms-gateway-settings.ts';
import type { PasswordProfile } from '../auth/password-policy.ts';

/** How people sign in to this installation. */
export interface SignInSettings {
  /** `dengbao`: kinds of characters, 90 days; `asvs`: length alone, a second factor for everybody */
  passwordProfile: PasswordProfile['name'];
  /** `byProfile`: whoever the profile names must have one; `offered`: people may, nobody must */
  secondFactor: 'byProfile' | 'offered';
  /** where people reach the platform, `https://wotu.example`; single sign-on needs it */
  address: string | undefined;
  identityProviders: readonly IdentityProvider[];
  smsGateway: SmsGateway | undefined;
}

export const DEFAULT_SIGN_IN_SETTINGS: SignInSettings = {
  passwordProfile: 'dengbao',
  secondFactor: 'byProfile',
  address: undefined,
  identityProviders: [],
  smsGateway: undefined,
};

const inChinese = zhCN().localeError;

const fileSchema = z.strictObject({
  passwordProfile: z.enum(['dengbao', 'asvs']).optional(),
  secondFactor: z.enum(['byProfile', 'offered']).optional(),
  address: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .optional(),
  identityProviders: z
    .array(identityProviderSchema)
    .refine((providers) => new Set(providers.map(({ id }) => id)).size === providers.length, '每个 id 只能用一次')
    .optional(),
  smsGateway: smsGatewaySchema.optional(),
});

/**
 * Reads the operator's JSON file (`WOTU_SIGN_IN_FILE`); without one the defaults hold.
 * @throws Error in Chinese when the file cannot be read or says something unknown: a half-understood setting is no setting
 */
export function readSignInSettings(file: string | undefined): SignInSettings {
  if (!file) return DEFAULT_SIGN_IN_SETTINGS;
  const settings = fileSchema.safeParse(readJson(file), { error: inChinese });
  if (!settings.success) {
    const places = settings.error.issues.map((issue) => `${issue.path.join('.') || '（整个文件）'}：${issue.message}`).join('；');
    throw new Error(`登录设置文件 ${file} 有误，平台没有启动。请改正：${places}`);
  }
  const read = { ...DEFAULT_SIGN_IN_SETTINGS, ...withoutAbsent(settings.data) };
  if (read.identityProviders.length > 0 && !read.address) throw new Error(`登录设置文件 ${file} 里有统一身份认证，请同时填写 address（平台对外的网址）。`);
  return read;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : '没有权限，或它不是一个文件';
    throw new Error(`读不到登录设置文件 ${file}（${why}），平台没有启动。请检查 WOTU_SIGN_IN_FILE 和这个文件的权限。`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0].replace(/line (\d+) column (\d+)/, '，第 $1 行第 $2 列') : undefined;
    throw new Error(`登录设置文件 ${file} 不是完整的 JSON（多半少了引号、逗号或括号${at ?? ''}），平台没有启动。`, { cause: error });
  }
}

function withoutAbsent<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
