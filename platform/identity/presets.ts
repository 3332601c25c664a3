import type { CodeFlowProvider } from './identity-provider.ts';

interface PresetInput {
  /** of the application at 政务微信 */
  agentId?: string | undefined;
  /** origin of the platform where it is not the usual one, or has none */
  host?: string | undefined;
}

type Preset = Omit<CodeFlowProvider, 'id' | 'name' | 'clientId' | 'clientSecret' | 'linkClaim' | 'timeoutMs' | 'kind'>;

/**
 * What is known of the platforms' addresses (research: standards 6.5). None of them could be tried against the real platform
 * here; an operator corrects differences by writing the provider out as `codeFlow`.
 */
export const PRESETS = {
  /** 浙政钉、专有钉钉 */
  'dingtalk-gov': ({ host = 'https://openplatform-pro.ding.zj.gov.cn' }: PresetInput): Preset => ({
    issuer: 'dingtalk-gov',
    authorize: {
      url: 'https://login-pro.ding.zj.gov.cn/oauth2/auth.htm',
      parameters: { response_type: 'code', client_id: '{clientId}', redirect_uri: '{returnTo}', scope: 'get_user_info', authType: 'QRCODE', state: '{state}' },
    },
    codeParameter: 'code',
    token: { url: `${host}/gettoken.json`, method: 'GET', parameters: { appkey: '{clientId}', appsecret: '{clientSecret}' }, at: 'content.data.accessToken' },
    user: {
      url: `${host}/rpc/oauth2/getuserinfo_bycode.json`,
      method: 'POST',
      parameters: { access_token: '{token}', code: '{code}' },
      subjectAt: 'content.data.accountId',
      claimsAt: 'content.data',
    },
    success: { at: 'success', equals: true },
    signing: 'dingtalkGov',
  }),
  /** 企业微信、政务微信 */
  wecom: ({ host = 'https://qyapi.weixin.qq.com', agentId = '' }: PresetInput): Preset => ({
    issuer: 'wecom',
    authorize: {
      url: 'https://open.weixin.qq.com/connect/oauth2/authorize',
      parameters: { appid: '{clientId}', redirect_uri: '{returnTo}', response_type: 'code', scope: 'snsapi_base', state: '{state}', agentid: agentId },
      fragment: 'wechat_redirect',
    },
    codeParameter: 'code',
    token: { url: `${host}/cgi-bin/gettoken`, method: 'GET', parameters: { corpid: '{clientId}', corpsecret: '{clientSecret}' }, at: 'access_token' },
    user: { url: `${host}/cgi-bin/auth/getuserinfo`, method: 'GET', parameters: { access_token: '{token}', code: '{code}' }, subjectAt: 'userid' },
    success: { at: 'errcode', equals: 0 },
    signing: 'none',
  }),
  /** provincial 统一身份认证: login page → ticket → token → person */
  ticket: ({ host = 'https://identity.example' }: PresetInput): Preset => ({
    issuer: host,
    authorize: { url: `${host}/login`, parameters: { appId: '{clientId}', goto: '{returnTo}', state: '{state}' } },
    codeParameter: 'ticket',
    token: { url: `${host}/token`, method: 'POST', parameters: { appId: '{clientId}', appSecret: '{clientSecret}', ticket: '{code}' }, at: 'data.token' },
    user: { url: `${host}/user`, method: 'POST', parameters: { appId: '{clientId}', token: '{token}' }, subjectAt: 'data.userId', claimsAt: 'data' },
    success: { at: 'code', equals: 0 },
    signing: 'none',
    logoutUrl: `${host}/logout`,
  }),
} as const;
