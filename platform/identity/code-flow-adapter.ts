import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '#shared/errors.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { CodeFlowProvider } from './identity-provider.ts';
import { identityRefused, type SignInAdapter } from './sign-in-adapter.ts';

type Values = Readonly<Record<string, string>>;

/**
 * Platforms that hand out a code (or ticket) without OpenID Connect: 政务钉钉, 政务微信, provincial 统一身份认证. What differs is in
 * the provider's settings. The code comes over the browser, everything else over our own connection, so nothing that a browser
 * carries says who somebody is.
 * @param now for the time in signed requests
 */
export function createCodeFlowAdapter(provider: CodeFlowProvider, outgoing: Pick<Outgoing, 'send'>, now: () => Date): SignInAdapter {
  const own: Values = { clientId: provider.clientId, clientSecret: provider.clientSecret };
  return {
    async begin(returnTo) {
      // some platforms take letters and digits only
      const memory = { state: randomBytes(20).toString('hex'), nonce: '', verifier: '' };
      const address = new URL(provider.authorize.url);
      const { clientSecret: _never, ...open } = own;
      for (const [name, value] of Object.entries(filledIn(provider.authorize.parameters, { ...open, returnTo, state: memory.state })))
        address.searchParams.set(name, value);
      if (provider.authorize.fragment) address.hash = provider.authorize.fragment;
      return { address: address.href, memory };
    },
    async finish(callback, memory) {
      if (callback.searchParams.getAll('state').join() !== memory.state) throw identityRefused('返回的内容不可信');
      const codes = callback.searchParams.getAll(provider.codeParameter);
      const [code] = codes;
      if (!code || codes.length > 1 || code.length > 2000) throw identityRefused('没有登录码');
      const token = textAt(await ask(provider, outgoing, provider.token, { ...own, code }, now()), provider.token.at);
      const answer = await ask(provider, outgoing, provider.user, { ...own, code, token }, now());
      const claims = provider.user.claimsAt ? valueAt(answer, provider.user.claimsAt) : answer;
      return { issuer: provider.issuer, subject: textAt(answer, provider.user.subjectAt), claims: isRecord(claims) ? claims : {} };
    },
    logoutAddress: async () => provider.logoutUrl,
  };
}

async function ask(
  provider: CodeFlowProvider,
  outgoing: Pick<Outgoing, 'send'>,
  call: { url: string; method: 'GET' | 'POST'; parameters: Values },
  values: Values,
  now: Date,
): Promise<unknown> {
  const url = new URL(call.url);
  const parameters = new URLSearchParams(filledIn(call.parameters, values));
  if (call.method === 'GET') url.search = parameters.toString();
  const headers = {
    ...(call.method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...(provider.signing === 'dingtalkGov' ? dingtalkHeaders(provider, call.method, url, parameters, now) : {}),
  };
  const { status, body } = await outgoing
    .send(url, { method: call.method, headers, ...(call.method === 'POST' ? { body: parameters.toString() } : {}), milliseconds: provider.timeoutMs })
    .catch((error: unknown) => {
      throw error instanceof Refusal ? identityRefused('连不上认证平台') : error;
    });
  const answer = status === 200 ? readJson(body.toString('utf8')) : undefined;
  if (answer === undefined || (provider.success && valueAt(answer, provider.success.at) !== provider.success.equals))
    throw identityRefused('认证平台没有确认身份');
  return answer;
}

/** 专有钉钉: HMAC-SHA256 over method, time, nonce, path and sorted parameters. */
function dingtalkHeaders(provider: CodeFlowProvider, method: string, url: URL, parameters: URLSearchParams, now: Date): Record<string, string> {
  // the platform reads China's clock
  const time = new Date(now.getTime() + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
  const nonce = randomUUID();
  const sorted = [...parameters]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const text = [method, time, nonce, url.pathname, ...(sorted ? [sorted] : [])].join('\n');
  return {
    apiKey: provider.clientId,
    'X-Hmac-Auth-Timestamp': time,
    'X-Hmac-Auth-Version': '1.0',
    'X-Hmac-Auth-Nonce': nonce,
    'X-Hmac-Auth-Signature': createHmac('sha256', provider.clientSecret).update(text).digest('base64'),
  };
}

function filledIn(template: Values, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template).map(([name, text]) => [name, text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)]),
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, pointer: string): unknown {
  return pointer.split('.').reduce<unknown>((inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined), value);
}

function textAt(answer: unknown, pointer: string): string {
  const value = valueAt(answer, pointer);
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') throw identityRefused('认证平台没有确认身份');
  return String(value);
}
