import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { chineseNumeral } from '#modules/organizations/contract/charter.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import { type FilingMeans, findOwnCharter } from '../server/public.ts';
import { articleAddress, askAddress, filingAddress } from './addresses.ts';
import type { Asking } from './asking.ts';
import { askedApplication, saveDraft } from './asked-application.ts';
import { type CharterDraft, charterMaterial, charterOf, draftOf, firstDraft, withArticle, withoutCharter } from './charter-draft.ts';
import { fieldControl, readField, typedText } from './question-field.ts';
import { nextAddress, placeAmong, previousAddress } from './question-page.ts';
import { CHARTER_PAGE, isOpenToEdit } from './questions.ts';

const ADOPTED = {
  kind: 'day',
  name: 'charterAdoptedOn',
  label: '章程是哪天开会通过的？',
  hint: '还没有开会通过，先空着；通过后再来填。',
  isOptional: true,
} as const;

/** The charter of an application: begun from the outline, then all articles with what is still open. */
export async function showCharter(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  if (!isOpenToEdit(asking.application) || charterMaterial(asking) === undefined) return visit.reply.redirect(filingAddress(asking.application.id), 303);
  return sendPage(visit.reply, charterPage(visit, asking, []));
}

/** Begins it, keeps the day of its adoption, or goes on. */
export async function saveCharter(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const { id, organizationId } = asking.application;
  const { go } = visit.typed;
  const read = readField(ADOPTED, visit.typed[ADOPTED.name], visit.context.today);
  const problem = 'problem' in read ? read.problem : undefined;
  if (visit.isSavingAsTyped && problem !== undefined) return visit.reply.code(422).send({ problem });
  if (problem !== undefined) return sendPage(visit.reply, charterPage(visit, asking, [{ text: problem, href: `#${ADOPTED.name}` }]), 422);
  try {
    if (go === 'begin') {
      const inForce = organizationId === null ? undefined : await findOwnCharter(visit.context, Number(organizationId));
      await saveDraft(visit, means, asking, { form: { charterText: firstDraft(asking, inForce) } });
      return await visit.reply.redirect(articleAddress(id, 1), 303);
    }
    // what the form did not hold stays as it is
    const charter = charterOf(asking);
    if (charter && go?.startsWith('missing-')) {
      await saveDraft(visit, means, asking, draftOf(asking, charter.title, withArticle(asking, charter.articles, go.slice('missing-'.length))));
      return await visit.reply.redirect(askAddress(id, CHARTER_PAGE), 303);
    }
    if (charter && go === 'drop') return sendPage(visit.reply, dropPage(visit, asking, charter));
    if (charter && go === 'drop-surely') {
      await saveDraft(visit, means, asking, withoutCharter(asking));
      return await visit.reply.redirect(askAddress(id, CHARTER_PAGE), 303);
    }
    if (charter && 'value' in read && visit.typed[ADOPTED.name] !== undefined) {
      const version = await saveDraft(visit, means, asking, { form: { charterAdoptedOn: read.value as string | undefined } });
      if (visit.isSavingAsTyped) return await visit.reply.send({ version });
    }
  } catch (error) {
    if (!(error instanceof Refusal) || visit.isSavingAsTyped) throw error;
    const fresh = await askedApplication(visit, means);
    return sendPage(visit.reply, charterPage(visit, fresh, [{ text: error.message }]), error.status);
  }
  return visit.reply.redirect(nextAddress(await askedApplication(visit, means), CHARTER_PAGE, visit.typed['from'] === 'check'), 303);
}

function charterPage({ frame, query, typed }: PersonRequest, asking: Asking, problems: readonly Problem[]): string {
  const { application } = asking;
  const charter = charterOf(asking);
  const isFromCheck = query['from'] === 'check' || typed['from'] === 'check';
  const held = hidden({ version: application.version, ...(isFromCheck ? { from: 'check' } : {}) });
  return page(
    '章程',
    html`${backLink(previousAddress(asking, CHARTER_PAGE, isFromCheck))}
${errorSummary(problems, '没有保存')}
<p class="quiet">${application.procedureName} ${placeAmong(asking, CHARTER_PAGE)}</p>
<h1>章程</h1>
${charter ? whatIsOpen(charter) : html`<p>章程可以在这里写：按提纲起草，一条一条看、一条一条改，边写边保存。</p><p>已经有章程的，跳过这一页，到“材料”里拍照上传。</p>`}
${charter && charter.gaps.length > 0 ? missingButtons(charter, held, askAddress(application.id, CHARTER_PAGE)) : ''}
${charter ? html`<ol class="rows panel">${charter.articles.map((_, index) => articleRow(application.id, charter, index))}</ol>` : ''}
<form method="post" action="${askAddress(application.id, CHARTER_PAGE)}" data-saves novalidate>${held}
${
  charter
    ? html`${fieldControl(ADOPTED, typedText(application.form.charterAdoptedOn, ADOPTED), undefined)}
<p class="quiet" role="status" data-saved></p>
<div class="actions"><button type="submit" name="go" value="next">保存，下一步</button><button type="submit" name="go" value="drop" class="plain">不在这里写了</button></div>`
    : html`<div class="actions"><button type="submit" name="go" value="begin">按提纲起草章程</button><button type="submit" name="go" value="skip" class="plain">先跳过</button></div>`
}
</form>`,
    { ...frame, path: askAddress(application.id, CHARTER_PAGE) },
  );
}

/** Asks before what was written goes. */
function dropPage({ frame }: PersonRequest, { application }: Asking, { articles }: CharterDraft): string {
  const address = askAddress(application.id, CHARTER_PAGE);
  return page(
    '不在这里写章程',
    html`${backLink(address, '回到章程')}
<h1>不在这里写章程了？</h1>
${panel('warning', html`<p>在这里写的 ${articles.length} 条会删掉，不能恢复。章程改为交纸质件或者拍照上传，请到“材料”里办。</p>`)}
<form method="post" action="${address}">${hidden({ version: application.version })}
<div class="actions"><button type="submit" name="go" value="drop-surely">删掉，改交纸质件</button><a class="button plain" href="${address}">还是在这里写</a></div>
</form>`,
    { ...frame, path: address },
  );
}

/** Whether everything is said, and what the law of the place demands besides. */
function whatIsOpen({ gaps, blanks }: CharterDraft): Html {
  const demanded = gaps.filter(({ isDemanded }) => isDemanded);
  const others = gaps.filter(({ isDemanded }) => !isDemanded);
  if (gaps.length === 0 && blanks === 0) return panel('done', html`<p>提纲各条都写好了。请由成员大会讨论通过。</p>`);
  return panel(
    demanded.length > 0 ? 'problem' : 'warning',
    html`${demanded.map(({ title, clause }) => html`<p><strong>必须写明“${title}”</strong>（依据：${clauseWords(clause)}），章程里还没有。</p>`)}
${blanks > 0 ? html`<p>还有 ${blanks} 处空着，下面标了“没写完”。</p>` : ''}
${others.length > 0 ? html`<p>还没有写明：${others.map(({ title }) => title).join('、')}。</p>` : ''}`,
  );
}

/** Each missing article by a press, worded as the outline has it. */
function missingButtons({ gaps }: CharterDraft, held: Html, address: string): Html {
  return html`<form method="post" action="${address}" class="actions">${held}${gaps.map(
    ({ title }) => html`<button type="submit" name="go" value="missing-${title}" class="plain">补上“${title}”</button>`,
  )}</form>`;
}

const clauseWords = (clause: string): string => clause.replace('HN L41', '海南省实施方案“载入章程”的要求');

function articleRow(id: string, { articles, help }: CharterDraft, index: number): Html {
  const { chapter, text } = articles[index] ?? { chapter: '', text: '' };
  const title = help[index]?.title ?? chapter;
  const isOpen = text.trim() === '' || text.includes('＿');
  return html`<li><a href="${articleAddress(id, index + 1)}">第${chineseNumeral(index + 1)}条　${title}</a>${isOpen ? html` <strong class="missing">没写完</strong>` : ''}<br><span class="quiet">${text.length > 40 ? `${text.slice(0, 40)}……` : text}</span></li>`;
}
