import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { type Refusal, refuse } from '#shared/errors.ts';
import { publicityErrors } from '../../contract/errors.ts';
import { type ArticleAction, ARTICLE_ACTIONS, ARTICLE_STATES, type ArticleTransition } from '../../contract/workflow.ts';
import { judgeStep, type ArticleCase, reviewsItself, type StepRefused } from '../domain/next-step.ts';
import { insertCorrection, insertStep, insertVersion, lastVersion, writeLinks } from '../history-store.ts';
import type { PublicityMeans } from '../means.ts';
import { showPictures } from '../article-pictures.ts';
import { correctsShown, openCase } from '../open-case.ts';
import { type StoredArticle, updateArticle } from '../article-store.ts';
import { handOf, lockArticle, officeOf } from '../reach.ts';

export interface ActInput {
  id: number;
  version: number;
  action: ArticleAction;
  reason?: string | undefined;
}

const REVIEWED_ITSELF = '本单位没有第二位审核人员，由起草人自审。';

/**
 * One step of an article by the closed table of `contract/workflow.ts`.
 * @throws ARTICLE_NOT_FOUND, ARTICLE_CHANGED, ARTICLE_IMPOSSIBLE, ARTICLE_OTHER_OFFICE, ARTICLE_OWN_WORK, ARTICLE_INCOMPLETE, ARTICLE_REASON_NEEDED, PERMISSION_MISSING
 */
export async function actOnArticle(context: Context, means: PublicityMeans, input: ActInput): Promise<void> {
  const { actor, platform } = context;
  requirePermission(actor, 'publicity.write');
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const before = await lockArticle(tx, context, input);
    const opened = await openCase(tx, context, means, before);
    const row = await requireStep(tx, context, opened, input.action);
    const reason = input.reason ? maskNumbersIn(input.reason) : null;
    if (row.needsReason && reason === null) throw refuse(publicityErrors.ARTICLE_REASON_NEEDED, { action: ARTICLE_ACTIONS[row.action] });
    const note = reviewsItself(handOf(context), opened, row) ? REVIEWED_ITSELF : reason;
    const after = await passed(tx, context, before, row);
    await updateArticle(tx, context, after);
    if (row.action === 'submit') await insertVersion(tx, context, after);
    if (row.action === 'publish' && correctsShown(before, context.today)) await insertCorrection(tx, context, after);
    if (after.liveVersion !== before.liveVersion) {
      await writeLinks(tx, after, after.liveVersion === null ? [] : after.content.links);
      await showPictures(tx, context, after, after.liveVersion === null ? undefined : after.content);
    }
    await insertStep(tx, context, after, row.action, note);
    await audit(tx, context, {
      action: `publicity.${row.action}`,
      subject: { type: 'article', id: after.id, district: after.district },
      details: { from: before.state, to: after.state, version: after.version, live: after.liveVersion, title: after.content.title, reason: note },
    });
  });
}

/** The row of the table that the action is. @throws those of the step */
async function requireStep(tx: Transaction, context: Context, opened: ArticleCase, action: ArticleAction): Promise<ArticleTransition> {
  const judged = judgeStep(handOf(context), opened, action);
  if ('row' in judged) return judged.row;
  throw await refusalOf(tx, context, opened, action, judged.refused);
}

async function refusalOf(tx: Transaction, { actor }: Context, opened: ArticleCase, action: ArticleAction, refused: StepRefused): Promise<Refusal> {
  const name = ARTICLE_ACTIONS[action];
  if (refused === 'otherOffice') return refuse(publicityErrors.ARTICLE_OTHER_OFFICE, { office: await officeOf(tx, opened.div), also: '、撤下', action: name });
  if (refused === 'ownWork') return refuse(publicityErrors.ARTICLE_OWN_WORK);
  if (refused === 'incomplete') {
    const [first] = opened.missing;
    return refuse(publicityErrors.ARTICLE_INCOMPLETE, { count: opened.missing.length, first: first?.message ?? '' }, [...opened.missing]);
  }
  if (refused === 'noRight') requirePermission(actor, 'publicity.review');
  return refuse(publicityErrors.ARTICLE_IMPOSSIBLE, { state: ARTICLE_STATES[opened.state], action: name });
}

/** The article after the step: what people see changes when it is published or taken down, and by nothing else. */
async function passed(tx: Transaction, { actor, now, today }: Context, before: StoredArticle, { action, to }: ArticleTransition): Promise<StoredArticle> {
  const after: StoredArticle = {
    ...before,
    state: to,
    version: before.version + 1,
    updatedAt: now,
    updatedBy: actor.id,
    updatedByName: actor.name,
  };
  if (action === 'revise') return { ...after, writers: [actor.id], content: { ...before.content, correction: '' } };
  if (action === 'withdraw') return { ...after, liveVersion: null, liveFrom: null, liveUntil: null, pinnedUntil: null };
  if (action !== 'publish') return after;
  const { publishOn, endsOn, pinnedUntil } = before.content;
  const begins = publishOn !== null && publishOn > today ? publishOn : today;
  return { ...after, liveVersion: await lastVersion(tx, before), liveFrom: before.liveFrom ?? begins, liveUntil: endsOn, pinnedUntil };
}
