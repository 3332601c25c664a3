/** Building blocks of public pages. Texts are escaped by the template. */
import { html } from 'hono/html';
import type { Html } from './page.ts';

export interface Problem {
  text: string;
  /** where it can be mended: `#field` or another page */
  href?: string | undefined;
}

/** Everything that is wrong, first on the page, each with a link to the place. */
export function errorSummary(problems: readonly Problem[], title = '请先改正下面的问题'): Html | string {
  if (problems.length === 0) return '';
  return html`<div class="panel problem" role="alert" tabindex="-1"><h2>${title}</h2>
<ul class="rows">${problems.map(({ text, href }) => html`<li>${href ? html`<a href="${href}">${text}</a>` : text}</li>`)}</ul></div>`;
}

export function backLink(href: string, text = '上一步'): Html {
  return html`<a class="back" href="${href}">‹ ${text}</a>`;
}

/** One thing that is asked for. */
export interface FieldLook {
  name: string;
  label: string;
  value: string;
  hint?: string | undefined;
  wrong?: string | undefined;
}

function around({ name, hint, wrong }: FieldLook, control: Html): Html {
  return html`<div class="${wrong ? 'wrong' : ''}">${control}${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${
    wrong ? html`<p class="wrong-text" id="${name}-wrong">${wrong}</p>` : ''
  }</div>`;
}

function describedBy({ name, hint, wrong }: FieldLook): string {
  return [...(hint ? [`${name}-hint`] : []), ...(wrong ? [`${name}-wrong`] : [])].join(' ');
}

export interface LineOptions {
  type?: 'text' | 'tel' | 'date' | 'search';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  autocomplete?: string;
  most?: number;
  isShort?: boolean;
}

export function lineField(look: FieldLook, { type = 'text', inputMode = 'text', autocomplete = 'off', most = 200, isShort }: LineOptions = {}): Html {
  return around(
    look,
    html`<label for="${look.name}">${look.label}</label><input id="${look.name}" name="${look.name}" type="${type}" inputmode="${inputMode}" autocomplete="${autocomplete}" maxlength="${most}" value="${look.value}" class="${isShort ? 'short' : ''}" aria-describedby="${describedBy(look)}"${look.wrong ? html` aria-invalid="true"` : ''}>`,
  );
}

export function textField(look: FieldLook, most: number): Html {
  return around(
    look,
    html`<label for="${look.name}">${look.label}</label><textarea id="${look.name}" name="${look.name}" maxlength="${most}" aria-describedby="${describedBy(look)}"${look.wrong ? html` aria-invalid="true"` : ''}>${look.value}</textarea>`,
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

export function choiceField(look: FieldLook, choices: readonly Choice[]): Html {
  return html`<fieldset class="${look.wrong ? 'wrong' : ''}" id="${look.name}" aria-describedby="${describedBy(look)}"><legend>${look.label}</legend>
${look.hint ? html`<p class="hint" id="${look.name}-hint">${look.hint}</p>` : ''}${look.wrong ? html`<p class="wrong-text" id="${look.name}-wrong">${look.wrong}</p>` : ''}
${choices.map(
  ({ value, label, hint }) =>
    html`<label class="choice"><input type="radio" name="${look.name}" value="${value}"${value === look.value ? html` checked` : ''}><span>${label}${
      hint ? html`<br><span class="hint">${hint}</span>` : ''
    }</span></label>`,
)}</fieldset>`;
}

export function checkField({ name, label, value, wrong }: FieldLook): Html {
  return html`<div class="${wrong ? 'wrong' : ''}">${wrong ? html`<p class="wrong-text" id="${name}-wrong">${wrong}</p>` : ''}<label class="check" for="${name}"><input type="checkbox" id="${name}" name="${name}" value="yes"${
    value === 'yes' ? html` checked` : ''
  }><span>${label}</span></label></div>`;
}

export function hidden(values: Readonly<Record<string, string | number>>): Html {
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

export interface AnswerRow {
  label: string;
  /** undefined while nothing was answered */
  value: string | undefined;
  changeHref?: string | undefined;
}

/** Answers with a way to change each. */
export function answerList(rows: readonly AnswerRow[]): Html {
  return html`<dl class="rows panel">${rows.map(
    ({ label, value, changeHref }) =>
      html`<div><dt>${label}</dt><dd>${value === undefined || value === '' ? html`<span class="missing">还没有填</span>` : value}</dd>${
        changeHref ? html`<dd class="change"><a class="back" href="${changeHref}" aria-label="修改：${label}">修改</a></dd>` : ''
      }</div>`,
  )}</dl>`;
}

export type Tone = 'warning' | 'problem' | 'done' | 'info';

export function panel(tone: Tone, content: Html): Html {
  return html`<div class="panel ${tone}">${content}</div>`;
}

/** A large way on, with what is behind it, and further ways below it; belongs into a list of class `doors`. */
export function door(href: string, name: string, what: string, more?: Html): Html {
  return html`<li><a class="door" href="${href}"><strong>${name}</strong><span>${what}</span></a>${more ? html`<ul class="more">${more}</ul>` : ''}</li>`;
}

/** Where one is, from above to below, each with the way there. */
export function pathLine(steps: readonly { href: string; text: string }[]): Html {
  return html`<nav aria-label="所在地方"><ol class="path">${steps.map(
    ({ href, text }, index) => html`<li><a href="${href}"${index === steps.length - 1 ? html` aria-current="page"` : ''}>${text}</a></li>`,
  )}</ol></nav>`;
}
