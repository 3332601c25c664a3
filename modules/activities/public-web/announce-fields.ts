/** The fields of the form that announces an activity, as pages show them. */
import { html } from 'hono/html';
import { dayInChina } from '#shared/day.ts';
import type { Typed } from '#platform/http/forms.ts';
import type { Html } from '#ui/portal/page.ts';
import { checkField, choiceField, lineField, textField } from '#ui/portal/parts.ts';
import { FIELD_HINTS, FIELD_LABELS, type FieldName, MOST_TYPED, OPTIONAL_FIELDS, type Wrong } from '../contract/announce-form.ts';
import { ACTIVITY_KINDS } from '../contract/kinds.ts';
import type { Occasion } from '../contract/occasion.ts';
import { ACTIVITY_THEMES } from '../contract/themes.ts';
import { clockOf } from '../server/public.ts';

/** What was announced, as it is typed. */
export function typedOccasion(occasion: Occasion): Typed {
  const { title, theme, kind, about, venue, capacity, guidedBy, coHosts, isMajor } = occasion;
  const [startsAt, endsAt, until] = [new Date(occasion.startsAt), new Date(occasion.endsAt), new Date(occasion.signUpUntil)];
  const [day, lastDay] = [dayInChina(startsAt), dayInChina(endsAt)];
  return {
    title,
    theme,
    kind: kind ?? '',
    about,
    venue,
    day,
    from: clockOf(startsAt),
    to: clockOf(endsAt),
    lastDay: lastDay === day ? '' : lastDay,
    signUpDay: until.getTime() === startsAt.getTime() ? '' : dayInChina(until),
    capacity: capacity === null ? '' : String(capacity),
    guidedBy: guidedBy ?? '',
    coHosts: coHosts.join('\n'),
    isMajor: isMajor ? 'yes' : '',
  };
}

export function announceFields(typed: Typed, wrong: Wrong): Html {
  const look = (name: FieldName) => ({
    name,
    label: OPTIONAL_FIELDS.includes(name) ? `${FIELD_LABELS[name]}（可以不填）` : FIELD_LABELS[name],
    value: typed[name] ?? '',
    hint: FIELD_HINTS[name],
    wrong: wrong.get(name),
  });
  const line = (name: FieldName, more: Parameters<typeof lineField>[1] = {}) => lineField(look(name), { most: MOST_TYPED[name] ?? 200, ...more });
  const text = (name: FieldName) => textField(look(name), MOST_TYPED[name] ?? 200);
  const day = (name: FieldName) => line(name, { type: 'date', isShort: true });
  return html`${line('title')}
${text('about')}
${line('venue')}
${day('day')}
${line('from', { isShort: true })}
${line('to', { isShort: true })}
${day('lastDay')}
${day('signUpDay')}
${line('capacity', { inputMode: 'numeric', isShort: true })}
${choiceField(
  look('theme'),
  ACTIVITY_THEMES.map((value) => ({ value, label: value })),
)}
${kindField(typed['kind'] ?? '', wrong.get('kind'))}
${line('guidedBy')}
${text('coHosts')}
${checkField({ name: 'isMajor', label: FIELD_HINTS.isMajor ?? '', value: typed['isMajor'] ?? '' })}`;
}

function kindField(value: string, wrong: string | undefined): Html {
  const themes = [...Map.groupBy(ACTIVITY_KINDS, ({ theme }) => theme)];
  return html`<div class="${wrong ? 'wrong' : ''}"><label for="kind">${FIELD_LABELS.kind}（可以不选）</label>${wrong ? html`<p class="wrong-text">${wrong}</p>` : ''}
<select id="kind" name="kind"><option value="">不选</option>${themes.map(
    ([theme, kinds]) =>
      html`<optgroup label="${theme}">${[...new Set(kinds.map(({ kind }) => kind))].map((kind) => html`<option value="${kind}"${kind === value ? html` selected` : ''}>${kind}</option>`)}</optgroup>`,
  )}</select></div>`;
}
