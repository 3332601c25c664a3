import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { codeOf, keyOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, choiceField, errorSummary, hidden, lineField, textField } from '#ui/portal/parts.ts';
import { CORRECTION_DAYS, CORRECTION_LIMITS, CORRECTION_SUBJECTS } from '../contract/correction.ts';
import { requestCorrection } from '../server/public.ts';
import { placeList, wordsIn } from './place-list.ts';

const ADDRESS = '/my/corrections/new';
const CHOICES = Object.entries(CORRECTION_SUBJECTS).map(([value, label]) => ({ value, label }));

/** First where the record is kept, unless the home is known; then what is wrong and what it should be. */
export async function showAsking(visit: PersonRequest): Promise<FastifyReply> {
  const { query, home } = visit;
  const isChoosing = query['q'] !== undefined || query['in'] !== undefined;
  const chosen = keyOf(query['place'] ?? '') ?? (isChoosing ? undefined : home);
  return sendPage(visit.reply, chosen === undefined ? await choosingPage(visit) : await formPage(visit, chosen, {}));
}

async function choosingPage({ context, frame, query, request }: PersonRequest): Promise<string> {
  return page(
    '在哪里登记的',
    html`${backLink('/my/corrections', '我的更正申请')}
<h1>是在哪里登记的？</h1>
<p>选登记这条信息的社区（村）或街道（乡镇）。不知道的，选您住的社区。</p>
<form method="get" action="${ADDRESS}" role="search">
${lineField({ name: 'q', label: '找社区（村）、街道（乡镇）', value: wordsIn(query), hint: '写名字就行，前面可以加上城市，例如：平顶山 曙光街。' }, { type: 'search', most: 60 })}
<button type="submit">找</button>
</form>
${await placeList(context, { address: ADDRESS, query, alsoTownships: true })}`,
    { ...frame, path: request.url },
  );
}

async function formPage({ context, frame }: PersonRequest, place: number, typed: Typed, problem?: Refusal): Promise<string> {
  const path = (await getDivisionPaths(context.platform.db, [place])).get(place)?.path.join(' ') ?? '';
  const wrong = new Map((problem?.fields ?? []).map(({ path: field, message }) => [String(field), message]));
  const look = (name: string, label: string, hint?: string) => ({ name, label, hint, value: typed[name] ?? '', wrong: wrong.get(name) });
  return page(
    '申请更正',
    html`${backLink('/my/corrections', '我的更正申请')}
${problem ? errorSummary([{ text: wrong.size > 0 ? [...wrong.values()].join('；') : problem.message, href: wrong.size > 0 ? `#${[...wrong.keys()][0] ?? ''}` : undefined }]) : ''}
<h1>申请更正</h1>
<p>由 <strong>${path}</strong> 核对、答复，最迟 ${CORRECTION_DAYS} 天。<a href="${ADDRESS}?in=000000000000">不是这里登记的，换一个地方</a></p>
${formOf(place, typed, look)}`,
    { ...frame, path: ADDRESS },
  );
}

type Look = (name: string, label: string, hint?: string) => Parameters<typeof lineField>[0];

function formOf(place: number, typed: Typed, look: Look): Html {
  return html`<form method="post" action="${ADDRESS}">${hidden({ place: codeOf(place), formKey: typed['formKey'] ?? randomUUID() })}
${choiceField(look('about', '哪里的信息不对？'), CHOICES)}
${lineField(look('name', '您的姓名', '办理的人要用它找到那条记录，只有他们看得到，看了会留下记录。'), { autocomplete: 'name', most: CORRECTION_LIMITS.name })}
${textField(look('wrong', '哪里不对？', '例如：曙北合唱队的负责人，写成了“王小名”。'), CORRECTION_LIMITS.text)}
${textField(look('right', '应当是什么？', '例如：王小明。要看证件的，办理的人会联系您，不用在这里拍照。'), CORRECTION_LIMITS.text)}
<p class="quiet">我们保存您写的内容，加密存放，只给登记的单位核对用；答复三年后删除。</p>
<button type="submit">提交</button></form>`;
}

export async function askCorrection(visit: PersonRequest): Promise<FastifyReply> {
  const { context, typed, reply } = visit;
  const text = (name: string) => typed[name] ?? '';
  try {
    const input = { place: text('place'), formKey: text('formKey'), about: text('about'), name: text('name'), wrong: text('wrong'), right: text('right') };
    await requestCorrection(context, input);
    return await reply.redirect('/my/corrections', 303);
  } catch (error) {
    const place = keyOf(text('place'));
    if (!(error instanceof Refusal) || place === undefined) throw error;
    return sendPage(reply, await formPage(visit, place, typed, error), error.status);
  }
}
