import { html } from 'hono/html';
import type { PublicPlace } from '#modules/divisions/server/public.ts';
import { codeOf } from '#shared/division-code.ts';
import { type Frame, page } from '#ui/portal/page.ts';
import { door } from '#ui/portal/parts.ts';

/** The public front: place first, then the doors there are. */
export function frontPage(frame: Frame, place: PublicPlace | undefined): string {
  const chosen = place !== undefined && place.path.length > 0 ? place : undefined;
  return page(
    '首页',
    html`<h1>社区社会组织，从这里扎根</h1>
<div class="panel">${
      chosen
        ? html`<p>您选的地方：<strong>${chosen.path.map(({ shortName }) => shortName).join(' ')}</strong></p>
<p><a class="button plain" href="/groups?place=000000000000">换一个地方</a></p>`
        : html`<p>先选您住的社区（村），看看身边有哪些社区社会组织。</p>
<p><a class="button" href="/groups">选我的社区</a></p>`
    }</div>
<ul class="doors">
${door(chosen ? `/groups?place=${codeOf(chosen.key)}` : '/groups', '找组织', '身边的合唱队、互助社、志愿服务队：做什么，在哪里')}
${door('/notices', '看公开', '备案、登记等公示与公告，可以提出异议')}
${door('/check', '核验证书', '扫描或填写核验码，看证书现在是否有效')}
${door('/my', '我的', '居民和组织负责人：申请备案、查看进度')}
</ul>
<p class="quiet">民政部门、街道（乡镇）和居（村）委会工作人员请用<a href="/console/">工作人员登录</a>。其他程序请见<a href="/api/v1/openapi.json">开放接口说明</a>。</p>`,
    frame,
  );
}
