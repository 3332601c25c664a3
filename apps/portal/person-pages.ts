import { html } from 'hono/html';
import { HATS } from '#modules/accounts/contract/hats.ts';
import { KNOWN_BROWSERS } from '#modules/accounts/contract/limits.ts';
import { PURPOSES } from '#modules/accounts/contract/purposes.ts';
import type { PersonVisit } from '#modules/accounts/server/public.ts';
import type { Typed } from '#platform/http/forms.ts';
import { backLink } from '#ui/portal/parts.ts';
import { type Frame, page, problemBox } from '#ui/portal/page.ts';

/** First half: the telephone. */
export function phonePage(frame: Frame, typed: Typed, isOpen: boolean, problem?: string): string {
  return page(
    '用手机号登录',
    html`<h1>用手机号登录</h1>
${problemBox(problem)}
${
  isOpen
    ? html`<p>居民、志愿者和社区社会组织负责人在这里登录，不用密码：填写手机号，我们发一条短信给您，里面有 6 位数字。</p>
<form method="post" action="/my/sign-in" class="panel">
<label for="phone">手机号</label><input id="phone" name="phone" type="tel" inputmode="numeric" autocomplete="tel-national" required maxlength="20" value="${typed['phone'] ?? ''}">
<button type="submit">发验证码给我</button>
</form>`
    : html`<p class="panel">本平台还没有开通短信登录。请到社区居委会或街道办理，或过一段时间再来。</p>`
}
<p>在单位工作的人员请用<a href="/console/">工作人员登录</a>。</p>`,
    frame,
  );
}

/** Second half: the code. The same page for every number. */
export function codePage(frame: Frame, typed: Typed, problem?: string): string {
  return page(
    '填写验证码',
    html`<h1>填写验证码</h1>
${problemBox(problem)}
<p>如果这个号码可以使用，短信马上就到。5 分钟内有效；一分钟后还没收到，可以重新获取。请不要把验证码告诉任何人，工作人员不会向您要。</p>
<form method="post" action="/my/sign-in/code" class="panel">
<input type="hidden" name="phone" value="${typed['phone'] ?? ''}">
<label for="code">短信里的 6 位数字</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="8">
<details><summary>我们保存什么</summary><p>${PURPOSES.account.consent.text}</p></details>
<label class="check"><input type="checkbox" name="agreed" value="yes"> 我已阅读并同意（第一次使用时勾选）</label>
<button type="submit">登录</button>
</form>
<form method="post" action="/my/sign-in"><input type="hidden" name="phone" value="${typed['phone'] ?? ''}"><button type="submit" class="plain">重新获取验证码</button></form>
<p><a class="back" href="/my/sign-in">换一个手机号</a></p>`,
    frame,
  );
}

export interface ShownSession {
  id: string;
  isCurrent: boolean;
  started: string;
  origin: string;
}

/** Hats, where signed in, and the way out. */
export function accountPage(frame: Frame, visit: PersonVisit, sessions: readonly ShownSession[]): string {
  const hats = [...new Set(visit.hats.map(({ hat }) => HATS[hat]))];
  return page(
    '我的账号',
    html`${backLink('/my', '我的')}
<h1>我的账号</h1>
<p>手机号 ${visit.maskedPhone}。${hats.length > 0 ? `您的身份：${hats.join('、')}。` : '您还没有登记为居民、志愿者或组织负责人；办理后，这里会显示。'}</p>
<p><a href="/my/home">我住的社区</a>　<a href="/my/data">我的信息和授权</a></p>
<form method="post" action="/my/sign-out"><button type="submit">退出登录</button></form>
<h2>您在这些地方登录着</h2>
<p>别人拿您的手机号乱试，不影响您在最近登录过的 ${KNOWN_BROWSERS} 个浏览器里登录。让某一处退出，那里就不再算登录过。</p>
${sessions.map(
  ({ id, isCurrent, started, origin }) => html`<div class="panel"><p>${started} 登录，来自 ${origin}${isCurrent ? '（正在使用）' : ''}</p>
${isCurrent ? '' : html`<form method="post" action="/my/sessions/${id}/end"><button type="submit" class="plain">让它退出</button></form>`}</div>`,
)}`,
    frame,
  );
}
