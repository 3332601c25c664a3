import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { getDivisionPaths, resolveDivisions } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { type AnswerRow, answerList, backLink, checkField, choiceField, errorSummary, hidden, lineField, type Problem } from '#ui/portal/parts.ts';
import { AVAILABILITIES, COMMON_LANGUAGES, FOREIGN_KINDS, ID_KINDS, SERVICE_KINDS, SEXES } from '../contract/words.ts';
import { registerSelf, type VolunteerMeans } from '../server/public.ts';
import { registerAddress, VOLUNTEER_HOME } from './addresses.ts';
import { type Answers, answersOf, inputOf, type Step, STEPS, stepsOf, wrongOn } from './registration.ts';

const TITLES: Record<Step, string> = {
  who: '您是谁？',
  document: '您的证件',
  guardian: '监护人同意',
  wishes: '想做什么，什么时候有空？',
  check: '检查一遍，然后登记',
};
/** Where each field of a page stands; boxes go by their group. */
const OWN: Record<Step, RegExp> = {
  who: /^(name|sex|bornOn)$/,
  document: /^(idKind|idNumber|nationality)$/,
  guardian: /^guardian/,
  wishes: /^(skills|languages|kind\.|time\.)/,
  check: /^$/,
};

/** The community chosen in this browser (`/place`), or where the person is at home. */
async function placeOf({ context, request, home }: PersonRequest): Promise<{ code: string; name: string } | undefined> {
  const code = request.cookies['wotu_place'] ?? (home === undefined ? '' : codeOf(home));
  const found = /^\d{12}$/.test(code) ? (await resolveDivisions(context.platform.db, [code], context.today)).get(code) : undefined;
  if (!found || (found.level !== 'community' && found.level !== 'township')) return undefined;
  const path = (await getDivisionPaths(context.platform.db, [found.key])).get(found.key)?.path.join(' ') ?? found.name;
  return { code: codeOf(found.key), name: path };
}

export async function showRegister(visit: PersonRequest): Promise<FastifyReply> {
  const place = await placeOf(visit);
  return sendPage(visit.reply, place ? stepPage(visit, 'who', { values: {}, today: visit.context.today }, place.name) : choosePlacePage(visit));
}

/** Each page sends everything typed so far; back and forth nothing is lost, and nothing is kept before the end. */
export async function takeStep(visit: PersonRequest, means: VolunteerMeans): Promise<FastifyReply> {
  const step = STEPS.find((one) => one === visit.params['step']) ?? 'who';
  const place = await placeOf(visit);
  if (!place) return sendPage(visit.reply, choosePlacePage(visit), 422);
  const answers = answersOf(visit.typed, visit.context.today);
  const wanted = visit.typed['go'] ?? 'next';
  const target = STEPS.find((one) => wanted === `to-${one}`);
  if (target) return sendPage(visit.reply, stepPage(visit, target, answers, place.name));
  const wrong = wrongOn(step, answers);
  if (wrong.size > 0) return sendPage(visit.reply, stepPage(visit, step, answers, place.name, wrong), 422);
  if (step === 'check') return finish(visit, means, answers, place);
  const steps = stepsOf(answers);
  return sendPage(visit.reply, stepPage(visit, steps[steps.indexOf(step) + 1] ?? 'check', answers, place.name));
}

async function finish(visit: PersonRequest, means: VolunteerMeans, answers: Answers, place: { code: string; name: string }): Promise<FastifyReply> {
  const problems: Problem[] = stepsOf(answers).flatMap((step) => [...wrongOn(step, answers).values()].map((text) => ({ text })));
  if (visit.typed['agreed'] !== 'yes') problems.push({ text: '请勾选同意，才能登记。', href: '#agreed' });
  if (problems.length > 0) return sendPage(visit.reply, stepPage(visit, 'check', answers, place.name, undefined, problems), 422);
  try {
    await registerSelf(visit.context, means, { ...inputOf(answers), division: place.code });
    return visit.reply.redirect(VOLUNTEER_HOME, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const said = error.fields.length > 0 ? error.fields.map(({ message }) => ({ text: message })) : [{ text: error.message }];
    return sendPage(visit.reply, stepPage(visit, 'check', answers, place.name, undefined, said), error.status);
  }
}

function choosePlacePage({ frame }: PersonRequest): string {
  return page(
    '登记为志愿者',
    html`${backLink('/my', '我的')}
<h1>登记为志愿者</h1>
<p>先选您住的社区（村）。登记后可以参加附近的志愿服务队，服务时长由队长确认，可以免费出具证明。</p>
<p><a class="button" href="/place?back=${registerAddress('who')}">选我的社区</a></p>`,
    { ...frame, path: registerAddress('who') },
  );
}

function stepPage(
  visit: PersonRequest,
  step: Step,
  answers: Answers,
  placeName: string,
  wrong?: ReadonlyMap<string, string>,
  problems: readonly Problem[] = [],
): string {
  const steps = stepsOf(answers);
  const place = steps.indexOf(step);
  const before = steps[place - 1];
  const carried = Object.fromEntries(Object.entries(answers.values).filter(([name]) => !OWN[step].test(name)));
  const listed = [...(wrong ?? [])].map(([name, text]) => ({ text, href: `#${name}` }));
  return page(
    TITLES[step],
    html`${before ? '' : backLink('/my', '我的')}
${errorSummary([...listed, ...problems], '请先改正下面的问题')}
<p class="quiet">登记为志愿者 第 ${place + 1} 步，共 ${steps.length} 步</p>
<h1>${TITLES[step]}</h1>
<form method="post" action="${registerAddress(step)}" novalidate>${hidden(carried)}
${fieldsOf(step, answers, wrong, placeName)}
<div class="actions"><button type="submit" name="go" value="next">${step === 'check' ? '登记' : '下一步'}</button>${
      before ? html`<button type="submit" name="go" value="to-${before}" class="plain">上一步</button>` : ''
    }</div></form>`,
    { ...visit.frame, path: registerAddress('who') },
  );
}

function fieldsOf(step: Step, answers: Answers, wrong: ReadonlyMap<string, string> | undefined, placeName: string): Html {
  const { values } = answers;
  const look = (name: string, label: string, hint?: string) => ({ name, label, value: values[name] ?? '', hint, wrong: wrong?.get(name) });
  if (step === 'who')
    return html`<p>您住在：${placeName}。<a href="/place?back=${registerAddress('who')}">换一个地方</a></p>
${lineField(look('name', '姓名', '和证件上的一样'), { most: 50, autocomplete: 'name' })}
${choiceField(
  look('sex', '性别'),
  SEXES.map((sex) => ({ value: sex, label: sex })),
)}
${lineField(look('bornOn', '出生日期', '写成 1960-05-01 这样'), { type: 'date', isShort: true })}`;
  if (step === 'document')
    return html`${choiceField(
      { ...look('idKind', '用哪种证件'), value: values['idKind'] ?? 'residentId' },
      Object.entries(ID_KINDS).map(([value, label]) => ({ value, label })),
    )}
${lineField(look('idNumber', '证件号码', '加密保存，只用来认出您，不公开。'), { most: 40 })}
${lineField(look('nationality', '国籍（只有持外国证件的才填）'), { most: 30, isShort: true })}`;
  if (step === 'guardian')
    return html`<p>您未满 18 周岁，参加志愿服务要监护人同意。请和监护人一起填写。</p>
${lineField(look('guardianName', '监护人姓名'), { most: 50 })}
${lineField(look('guardianPhone', '监护人手机号'), { type: 'tel', inputMode: 'tel', most: 20, isShort: true })}
${checkField(look('guardianAgreed', '监护人在场，同意登记为志愿者、参加适合年龄的服务。'))}`;
  if (step === 'wishes') return wishes(look, values);
  return html`${answerList(rowsOf(answers, placeName))}
<p>我们保存这些信息，只用于志愿服务的登记、联系、记录和出具证明；证件号和手机号加密保存，没有您的同意不公开。您可以随时查看、更正或注销。</p>
${checkField({ name: 'agreed', label: '我自愿、无偿参加志愿服务，同意保存上面的信息。', value: '' })}`;
}

type Look = (name: string, label: string, hint?: string) => { name: string; label: string; value: string; hint: string | undefined; wrong: string | undefined };

function wishes(look: Look, values: Readonly<Record<string, string>>): Html {
  const boxes = (group: string, all: readonly string[]) =>
    all.map((label, index) => checkField({ name: `${group}.${index}`, label, value: values[`${group}.${index}`] ?? '' }));
  return html`<fieldset><legend>想做什么（可以多选，也可以不选）</legend>${boxes('kind', SERVICE_KINDS)}</fieldset>
<fieldset><legend>什么时候有空</legend>${boxes('time', AVAILABILITIES)}</fieldset>
${lineField(look('skills', '有什么特长（可不填）', '例如：理发、急救、修家电，用顿号隔开'), { most: 200 })}
${lineField(look('languages', '会说什么话（可不填）', `例如：${COMMON_LANGUAGES.join('、')}`), { most: 200 })}`;
}

function rowsOf(answers: Answers, placeName: string): AnswerRow[] {
  const input = inputOf(answers);
  const rows: [string, string][] = [
    ['住在', placeName],
    ['姓名', input.name],
    ['性别', input.sex],
    ['出生日期', input.bornOn],
    ['证件', `${ID_KINDS[input.idKind]} ${input.idNumber}`],
    ...(FOREIGN_KINDS.includes(input.idKind) ? ([['国籍', input.nationality ?? '']] satisfies [string, string][]) : []),
    ...(input.guardianName === null ? [] : ([['监护人', `${input.guardianName} ${input.guardianPhone ?? ''}`]] satisfies [string, string][])),
    ['想做什么', input.serviceKinds.join('、') || '没有选'],
    ['什么时候有空', input.availability.join('、') || '没有选'],
    ['特长', input.skills.join('、') || '没有填'],
    ['语言', input.languages.join('、') || '没有填'],
  ];
  return rows.map(([label, value]) => ({ label, value }));
}
