import { html } from 'hono/html';
import { type Frame, page } from '#ui/portal/page.ts';

/** What the modes do, what works by keyboard, and whom to tell when something cannot be used (GB/T 37668, 国办公开办函〔2021〕28号). */
export function accessibilityPage(frame: Frame): string {
  return page(
    '长辈版和无障碍',
    html`<h1>长辈版和无障碍</h1>
<p>每一页右上角都能换显示方式。选一次，这台手机或电脑就记住了；换回来也只要点一次。不用登录，不用装软件。</p>
<h2>长辈版</h2>
<ul><li>字更大，按钮更大，颜色更分明。</li><li>手机或电脑会说中文的，页面上有“读给我听”：从头念给您听；打开朗读后，走到哪个按钮、哪个空格，就念哪个。</li><li>没有倒计时，填到一半可以停下来，下次接着填。</li></ul>
<h2>高对比</h2>
<p>黑底、白字、黄色链接，适合看不清浅色字的人。</p>
<h2>只用键盘</h2>
<p>按 Tab 键往下走，按 Shift 加 Tab 往回走，按回车键打开。每页第一个是“跳到正文”。走到的地方有粗框。</p>
<h2>读屏软件</h2>
<p>每页有标题、页首、正文和页脚，读屏软件可以直接跳过去。图形旁边都有同样内容的文字和数字；颜色从不单独表示意思。</p>
<h2>打印</h2>
<p>每一页都可以直接打印，菜单和按钮不会印出来。</p>
<h2>不能用的时候</h2>
<p>哪一页看不清、点不到、读不出，请告诉所在的居（村）委会或街道（乡镇）。要办的事情，也可以请他们当面帮您办。</p>`,
    frame,
    [],
  );
}
