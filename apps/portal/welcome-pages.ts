import { html } from 'hono/html';
import type { Typed } from '#platform/http/forms.ts';
import { page, problemBox } from '#ui/portal/page.ts';

type Html = ReturnType<typeof html>;
/** Who a link is for, as `getLink` tells it. */
export interface WelcomedAccount {
  name: string;
  displayName: string;
  posts: readonly string[];
}

export const ADMINISTRATORS = [
  { duty: 'system', title: '系统管理员', does: '管理单位与账号' },
  { duty: 'security', title: '安全管理员', does: '授予与收回岗位' },
  { duty: 'audit', title: '审计管理员', does: '查看审计记录' },
] as const;

/** First setting up: the three administrators by name. */
export function setupPage(typed: Typed, demonstrationMode: boolean, problem?: string): string {
  return page(
    '首次设置',
    html`<h1>设立三位管理员</h1>
${problemBox(problem)}
<p>平台由三位管理员分工管理，互不兼任，谁也不能单独改动一切。请填写三个人的姓名和登录用的账号名；下一步会给每人一个链接，由本人设置自己的密码。</p>
${demonstrationMode ? html`<p class="panel warning">现在有演示数据：一个人可以依次打开三个链接，体验三种管理员。正式使用时请由三个人担任。</p>` : ''}
<form method="post">
${ADMINISTRATORS.map(
  ({ duty, title, does }) => html`<fieldset class="panel"><legend><strong>${title}</strong>（${does}）</legend>
<label for="${duty}-person">姓名</label><input id="${duty}-person" name="${duty}-person" required maxlength="40" autocomplete="off" value="${typed[`${duty}-person`] ?? ''}">
<label for="${duty}-account">账号名（3 至 32 个英文字母或数字）</label><input id="${duty}-account" name="${duty}-account" required maxlength="32" autocomplete="off" autocapitalize="off" spellcheck="false" value="${typed[`${duty}-account`] ?? ''}">
</fieldset>`,
)}
<button type="submit">设立三位管理员</button>
</form>`,
  );
}

/** After setting up: each person's own link, shown this once. */
export function administratorLinksPage(links: readonly { title: string; person: string; account: string; url: string }[], demonstrationMode: boolean): string {
  return page(
    '三位管理员已设立',
    html`<h1>三位管理员已设立</h1>
<p>${demonstrationMode ? '您可以依次打开下面三个链接，分别设置密码。' : '请把链接分别交给三位本人，各自在自己的电脑上打开并设置密码。'}每个链接只能用一次，三天内有效；这一页关闭后不再显示，未用的链接在下次启动平台时会重新给出。</p>
${links.map(({ title, person, account, url }) => html`<div class="panel"><strong>${title}</strong>：${person}（账号 ${account}）<br><a href="${url}">${url}</a></div>`)}`,
  );
}

/** Choosing a password. */
export function invitationPage(account: WelcomedAccount, passwordRules: string, problem?: string): string {
  return page(
    '设置密码',
    html`<h1>${account.displayName}，您好</h1>
${problemBox(problem)}
<p>您的账号是 <code>${account.name}</code>。${postsOf(account)}请设置密码，之后用账号和密码登录。</p>
<form method="post" class="panel">
<input type="hidden" name="username" autocomplete="username" value="${account.name}">
<p>${passwordRules}</p>
<label for="password">密码</label><input id="password" name="password" type="password" required maxlength="128" autocomplete="new-password">
<label for="repeated">再输一遍</label><input id="repeated" name="repeated" type="password" required maxlength="128" autocomplete="new-password">
<button type="submit">设置密码并进入</button>
</form>`,
  );
}

/** Entering a demonstration post. */
export function demonstrationPage(account: WelcomedAccount): string {
  return page(
    '进入演示岗位',
    html`<h1>${account.displayName}</h1>
<p class="panel warning">这是演示岗位，看到的组织、人员和数字都是虚构的。</p>
<p>${postsOf(account)}这个链接只能用一次，重新启动平台会给出新的链接。</p>
<form method="post"><button type="submit">进入演示岗位</button></form>`,
  );
}

/** A link that does not work. */
export function unusableLinkPage(problem: string): string {
  return page('链接不能使用', html`<h1>链接不能使用</h1>${problemBox(problem)}<p><a class="button" href="/console/">用账号和密码登录</a></p>`);
}

function postsOf(account: WelcomedAccount): Html | string {
  return account.posts.length > 0 ? html`您的岗位：${account.posts.join('、')}。` : '';
}
