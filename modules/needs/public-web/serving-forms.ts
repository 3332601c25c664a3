/** What an organization may do with a need now: one form each. */
import { html } from 'hono/html';
import type { Typed } from '#platform/http/forms.ts';
import type { Day } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import { choiceField, hidden, lineField, textField } from '#ui/portal/parts.ts';
import { TARGET_GROUPS, type TargetGroup } from '../contract/vocabulary.ts';
import { OTHER_GROUPS, peopleField } from './group-act.ts';
import type { ActionId } from '../contract/workflow.ts';
import type { LedNeed } from '../server/public.ts';

export function servingForms({ need, led, abilities }: LedNeed, address: string, typed: Typed, today: Day): Html {
  const can = (action: ActionId) => abilities.some((one) => one.action === action && one.allowed);
  const form = (content: Html) =>
    html`<form method="post" action="${address}" class="panel" novalidate>${hidden({ id: need.id, version: need.version })}${content}</form>`;
  const reason = (label: string) => textField({ name: 'reason', label, value: typed['reason'] ?? '' }, 500);
  return html`${
    can('accept') ? form(html`<h2>能接吗？</h2><button type="submit" name="action" value="accept">能接，我们来服务</button>`) : ''
  }${can('decline') ? html`<details><summary>不能接</summary>${form(html`${reason('为什么不能接')}<button type="submit" name="action" value="decline" class="plain">不能接</button>`)}</details>` : ''}${
    can('claim')
      ? form(
          html`<h2>认领</h2>${choiceField(
            { name: 'organization', label: '用哪个组织来服务？', value: led.size === 1 ? String([...led.keys()][0]) : (typed['organization'] ?? '') },
            [...led].map(([id, name]) => ({ value: String(id), label: name })),
          )}<button type="submit" name="action" value="claim">认领，我们来服务</button>`,
        )
      : ''
  }${can('record') ? form(recordForm(typed, today, need.targetGroup)) : ''}${
    can('finish') ? form(html`<h2>办好了</h2><p>将请居民确认解决了没有。</p><button type="submit" name="action" value="finish">办好了</button>`) : ''
  }`;
}

function recordForm(typed: Typed, today: Day, group: TargetGroup): Html {
  const value = (name: string, other: string) => typed[name] ?? other;
  const count = (name: string, label: string, other: string) =>
    lineField({ name, label, value: value(name, other) }, { inputMode: 'numeric', most: 6, isShort: true });
  return html`<h2>记一次服务</h2>
${lineField({ name: 'onDay', label: '哪一天', value: value('onDay', today) }, { type: 'date', isShort: true })}
${count('minutes', '多少分钟', '60')}
${count('servers', '去了几个人', '1')}
${textField({ name: 'content', label: '做了什么', value: value('content', ''), hint: '不要写居民的姓名、电话。' }, 500)}
${count('people', `多少${group === 'everyone' ? '居民' : TARGET_GROUPS[group]}受益`, '1')}
<details${OTHER_GROUPS.some((one) => (typed[peopleField(one)] ?? '') !== '') ? html` open` : ''}><summary>还有别的人受益</summary>${OTHER_GROUPS.filter(
    (one) => one !== group,
  ).map((one) => count(peopleField(one), `多少${one === 'everyone' ? '其他居民' : TARGET_GROUPS[one]}`, ''))}</details>
<button type="submit" name="action" value="record">记下来</button>`;
}
