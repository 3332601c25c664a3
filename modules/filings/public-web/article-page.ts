import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { CHARTER_BLANK, type CharterArticle, chineseNumeral } from '#modules/organizations/contract/charter.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import type { FilingMeans } from '../server/public.ts';
import { articleAddress, askAddress, filingAddress } from './addresses.ts';
import type { Asking } from './asking.ts';
import { askedApplication, numberOf, saveDraft } from './asked-application.ts';
import { type CharterDraft, charterOf, draftOf, MOST_ARTICLE } from './charter-draft.ts';
import { fieldControl } from './question-field.ts';
import { CHARTER_PAGE, isOpenToEdit } from './questions.ts';

/** One article: its text, and other ways the outline words it. */
export async function showArticle(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  if (!isOpenToEdit(asking.application)) return visit.reply.redirect(filingAddress(asking.application.id), 303);
  const { charter, index } = askedArticle(visit, asking);
  return sendPage(visit.reply, articlePage(visit, asking, charter, index, { version: asking.application.version }));
}

/** Keeps an article while it is typed or on the way on; takes another wording, adds one behind it, strikes it out. */
export async function saveArticle(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const { charter, index } = askedArticle(visit, asking);
  const { articles, to } = changed(visit, charter, index);
  const { id } = asking.application;
  try {
    const version = await saveDraft(visit, means, asking, draftOf(asking, charter.title, articles));
    if (visit.isSavingAsTyped) return await visit.reply.send({ version });
    return await visit.reply.redirect(to === undefined ? askAddress(id, CHARTER_PAGE) : articleAddress(id, to), 303);
  } catch (error) {
    if (!(error instanceof Refusal) || visit.isSavingAsTyped) throw error;
    const fresh = await askedApplication(visit, means);
    const shown = { typed: visit.typed['text'], version: fresh.application.version, problems: [{ text: sentenceOf(error) }] };
    return sendPage(visit.reply, articlePage(visit, fresh, charterOf(fresh) ?? charter, index, shown), error.status);
  }
}

function sentenceOf(error: Refusal): string {
  return error.code === 'FILING_CHANGED' ? '章程刚才在另一个窗口里保存过。您这一条写的还在，请看一看，再按一次保存。' : error.message;
}

/** @throws RECORD_NOT_FOUND */
function askedArticle({ params }: PersonRequest, asking: Asking): { charter: CharterDraft; index: number } {
  const charter = charterOf(asking);
  const index = (numberOf(params['article']) ?? 0) - 1;
  if (!charter || charter.articles[index] === undefined) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return { charter, index };
}

/** @returns the articles as they are to be, and the number of the one to go to; undefined leads back to all of them */
function changed({ typed }: PersonRequest, { articles, help }: CharterDraft, index: number): { articles: CharterArticle[]; to: number | undefined } {
  const article = articles[index] ?? { chapter: '', text: '' };
  const text = (typed['text'] ?? '').replaceAll('\r', '').trim();
  const [go = '', which] = (typed['go'] ?? '').split('-');
  const kept = articles.with(index, { ...article, text });
  if (go === 'wording') {
    const wording = help[index]?.wordings[Number(which)];
    return { articles: wording ? articles.with(index, { ...article, text: wording.text }) : kept, to: index + 1 };
  }
  if (go === 'add') return { articles: kept.toSpliced(index + 1, 0, { chapter: article.chapter, text: CHARTER_BLANK }), to: index + 2 };
  if (go === 'remove' && articles.length > 1) return { articles: articles.toSpliced(index, 1), to: undefined };
  return { articles: kept, to: go === 'next' && index + 1 < articles.length ? index + 2 : undefined };
}

interface Shown {
  typed?: string | undefined;
  version: number;
  problems?: readonly Problem[];
}

function articlePage({ frame }: PersonRequest, { application }: Asking, { articles, help }: CharterDraft, index: number, shown: Shown): string {
  const { chapter, text } = articles[index] ?? { chapter: '', text: '' };
  const told = help[index];
  const title = `第${chineseNumeral(index + 1)}条${told ? `　${told.title}` : ''}`;
  const others = (told?.wordings ?? []).flatMap((wording, at) => (wording.text === text ? [] : [{ ...wording, at }]));
  const isLast = index + 1 === articles.length;
  const value = shown.typed ?? text;
  const hint = value.includes('＿') ? `把“${CHARTER_BLANK}”换成实际的内容。` : '可以直接用，也可以改成你们自己的写法。';
  return page(
    title,
    html`${backLink(askAddress(application.id, CHARTER_PAGE), '全部条文')}
${errorSummary(shown.problems ?? [], '没有保存')}
<p class="quiet">${chapter}，第 ${index + 1} 条，共 ${articles.length} 条</p>
<h1>${title}</h1>
<form method="post" action="${articleAddress(application.id, index + 1)}" data-saves novalidate>${hidden({ version: shown.version })}
${fieldControl({ kind: 'text', name: 'text', label: '这一条怎么写', hint, most: MOST_ARTICLE }, value, undefined)}
<p class="quiet" role="status" data-saved></p>
<div class="actions"><button type="submit" name="go" value="${isLast ? 'back' : 'next'}">${isLast ? '保存，看全部条文' : '保存，下一条'}</button></div>
${
  others.length > 0
    ? html`<h2>别的写法</h2>${others.map(({ label, text: other, at }) =>
        panel(
          'info',
          html`<p><strong>${label}</strong></p><p>${other}</p><button type="submit" name="go" value="wording-${at}" class="plain">换成这种写法</button>`,
        ),
      )}`
    : ''
}
<h2>增减条文</h2>
<div class="actions"><button type="submit" name="go" value="add" class="plain">在后面加一条</button>${
      articles.length > 1 ? html`<button type="submit" name="go" value="remove" class="plain">删去这一条</button>` : ''
    }</div>
</form>`,
    { ...frame, path: articleAddress(application.id, index + 1) },
  );
}
