/** 说需求: place first, one question a page, a check, a receipt. What was answered travels in the form, so nothing is kept of whoever stops half-way. */
import { html } from 'hono/html';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { type Frame, type Html, page, problemBox } from '#ui/portal/page.ts';
import { answerList, backLink, choiceField, errorSummary, hidden, lineField, panel, textField } from '#ui/portal/parts.ts';
import { NEED_LIMITS } from '../contract/need.ts';
import { type Answers, type Field, type Question, questionsFor } from './questions.ts';

/** Where the flow stands: for anybody, or for whoever signed in. */
export interface Flow {
  base: '/needs/new' | '/my/needs/new';
  isSignedIn: boolean;
  frame: Frame;
  /** code and name of the community */
  place: { code: string; name: string };
}

const NAMES = ['category', 'title', 'details', 'targetGroup', 'urgency', 'isSecret', 'phone', 'name', 'address', 'sharesContact'] as const;

/** What was answered so far, cut to what is taken. */
export function answersIn(typed: Answers): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => (typed[name] === undefined ? [] : [[name, typed[name].toWellFormed().replaceAll('\0', '').slice(0, NEED_LIMITS.details)]])),
  );
}

/** No community is chosen yet. */
export function placeFirstPage(frame: Frame, base: Flow['base'], chosen: string | undefined): string {
  return page(
    '说需求',
    html`<h1>是哪个社区（村）的事？</h1>
<p>${chosen ? html`您选的是${chosen}。请再选到社区（村），这样才知道由谁办。` : '先选社区（村），这样才知道由谁办。可以是您住的，也可以是家人住的。'}</p>
<p><a class="button" href="/place?back=${encodeURIComponent(base)}">选社区（村）</a></p>`,
    frame,
  );
}

/** One question with what was answered, and everything else carried along. */
export function questionPage(flow: Flow, question: Question, answers: Answers, wrong: ReadonlyMap<string, string>, isFromCheck: boolean): string {
  const questions = questionsFor(answers, flow.isSignedIn);
  const at = questions.findIndex(({ id }) => id === question.id);
  const own = question.fields.map(({ name }) => name);
  const others = Object.fromEntries(Object.entries(answersIn(answers)).filter(([name]) => !own.includes(name)));
  return page(
    question.title,
    html`${at === 0 ? backLink('/needs', '说需求') : ''}
${errorSummary([...wrong].map(([name, text]) => ({ text, href: `#${name}` })))}
<p class="quiet">${flow.place.name}　第 ${at + 1} 页，共 ${questions.length} 页</p>
<h1>${question.title}</h1>
${question.hint ? html`<p>${question.hint}</p>` : ''}
<form method="post" action="${flow.base}" novalidate>
${hidden({ ...others, at: question.id, place: flow.place.code, ...(isFromCheck ? { from: 'check' } : {}) })}
${question.fields.map((field) => control(field, answers[field.name] ?? '', wrong.get(field.name)))}
<div class="actions"><button type="submit" name="go" value="next">下一步</button>${
      at > 0 ? html`<button type="submit" name="go" value="back" class="plain">上一步</button>` : ''
    }</div></form>
${at === 0 ? html`<p class="quiet">不是${flow.place.name}？<a href="/place?back=${encodeURIComponent(flow.base)}">换一个地方</a></p>` : ''}`,
    { ...flow.frame, path: flow.base },
  );
}

function control({ kind, name, label, hint, most = 200, choices }: Field, value: string, wrong: string | undefined): Html {
  const look = { name, label, value, hint, wrong };
  if (kind === 'choice') return choiceField(look, choices ?? []);
  if (kind === 'text') return textField(look, most);
  return kind === 'phone' ? lineField(look, { type: 'tel', inputMode: 'numeric', autocomplete: 'tel-national', most: 20 }) : lineField(look, { most });
}

/** @returns what is wrong with the answers of a page, by field */
export function problemsOf(question: Question, answers: Answers): Map<string, string> {
  const wrong = new Map<string, string>();
  for (const { kind, name, label, most, choices, isOptional } of question.fields) {
    const text = (answers[name] ?? '').trim();
    if (text === '' && !isOptional) wrong.set(name, kind === 'choice' ? '请选一项。' : `请填写“${label}”。`);
    else if (text === '') continue;
    else if (choices && !choices.some(({ value }) => value === text)) wrong.set(name, '请选一项。');
    else if (kind === 'phone' && readMobilePhone(text) === undefined) wrong.set(name, '手机号不对。请填 11 位的手机号码，例如 13800000000。');
    else if (name === 'title' && text.length < NEED_LIMITS.leastTitle) wrong.set(name, `太短了，请至少写 ${NEED_LIMITS.leastTitle} 个字。`);
    else if (most !== undefined && text.length > most) wrong.set(name, `太长了，请不超过 ${most} 个字。`);
  }
  return wrong;
}

/** All answers, each with a way to change it, before they are sent. */
export function checkPage(flow: Flow, answers: Answers, problem?: string): string {
  const questions = questionsFor(answers, flow.isSignedIn);
  const rows = questions.flatMap(({ title, fields }) =>
    fields.map((field) => ({ label: field.kind === 'choice' ? title : field.label, value: shown(field, answers[field.name] ?? '') })),
  );
  const carried = answersIn(answers);
  return page(
    '检查一遍',
    html`${problemBox(problem)}<h1>检查一遍，然后提交</h1>
${answerList([{ label: '地方', value: flow.place.name }, ...rows.map((row) => ({ ...row, value: row.value === '' ? '没有填' : row.value }))])}
<form method="post" action="${flow.base}">${hidden({ ...carried, place: flow.place.code, at: 'check' })}
<details><summary>要改一项</summary><div class="actions">${questions.map(
      ({ id, title }) => html`<button type="submit" name="go" value="edit-${id}" class="plain">${title}</button>`,
    )}</div></details></form>
<form method="post" action="${flow.base}/submit">${hidden({ ...carried, place: flow.place.code })}<button type="submit">提交</button></form>
<p class="quiet">提交后由${flow.place.name}的居（村）委会办理。称呼、电话、地址和补充说明加密保存，不公开。</p>`,
    { ...flow.frame, path: flow.base },
  );
}

function shown({ choices }: Field, value: string): string {
  return choices?.find((choice) => choice.value === value)?.label ?? value.trim();
}

/** Received: the number to ask with. */
export function receiptPage(flow: Flow, number: string): string {
  return page(
    '收到了',
    html`<h1>收到了</h1>
${panel(
  'done',
  html`<p>已转给${flow.place.name}的居（村）委会。</p><p>编号：<strong class="receipt">${groupCode(number)}</strong></p>
<p>请记下来或者截图。凭编号和手机号可以查进度；办好以后，请您说一声解决了没有。</p>`,
)}
<p><a class="button" href="${flow.isSignedIn ? '/my' : `/needs/follow?number=${groupCode(number)}`}">${flow.isSignedIn ? '回到“我的”' : '查进度'}</a></p>`,
    { ...flow.frame, path: flow.isSignedIn ? '/my' : `/needs/follow?number=${groupCode(number)}` },
  );
}
