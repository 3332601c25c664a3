import { findDivisions } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { addDays } from '#shared/day.ts';
import { districtOf, NATION_KEY } from '#shared/division-code.ts';
import { type PlannedArticle, planArticles, type Voice } from '../domain/demonstration-articles.ts';
import { insertStep, insertVersion } from '../history-store.ts';
import { insertArticle, type StoredArticle } from '../article-store.ts';

/** An office from which invented articles are wanted. */
export interface DemonstrationOffice {
  div: number;
  voice: Voice;
  accountId: string;
  name: string;
}

const DAYS_AGO = 9;
const DAY_MS = 86_400_000;

/** Invented, marked articles of these offices: shown, waiting for review, half written. Needs `demonstration.manage`. @returns how many were made */
export async function createDemonstrationArticles(context: Context, offices: readonly DemonstrationOffice[]): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  const each = [...new Map(offices.map((office) => [office.div, office])).values()];
  return inTransaction(context.platform.db, async (tx) => {
    const divisions = await findDivisions(
      tx,
      each.map(({ div }) => div),
    );
    let made = 0;
    for (const office of each) {
      const organ = `${divisions.get(office.div)?.name ?? ''}（演示单位）`;
      for (const planned of planArticles(office.voice, organ, context.today)) {
        made += 1;
        await write(tx, context, office, planned, made);
      }
    }
    if (made > 0)
      await audit(tx, context, {
        action: 'demonstration.articles-created',
        subject: { type: 'demonstration', id: 'publicity', district: NATION_KEY },
        details: { created: made },
      });
    return made;
  });
}

/** As the steps would have left it, with the office's own account as its writer and a colleague as its reviewer. */
async function write(tx: Transaction, context: Context, office: DemonstrationOffice, { kind, state, content }: PlannedArticle, number: number): Promise<void> {
  const district = districtOf(office.div);
  const id = await nextRecordId(tx, district);
  const isLive = state === 'published';
  const version = { draft: 1, inReview: 2, published: 3 }[state];
  const began = { ...context, now: new Date(context.now.getTime() - (number % DAYS_AGO) * DAY_MS) };
  const colleague = { ...began, actor: { ...context.actor, id: 'system:demo', name: '同事（演示）' } };
  const writer = state === 'inReview' ? colleague : { ...began, actor: { ...context.actor, id: office.accountId, name: office.name } };
  const article: StoredArticle = {
    id,
    district,
    div: office.div,
    kind,
    state,
    content,
    version,
    demonstration: true,
    liveVersion: isLive ? 2 : null,
    liveFrom: isLive ? addDays(context.today, -(number % DAYS_AGO)) : null,
    liveUntil: isLive ? content.endsOn : null,
    pinnedUntil: isLive ? content.pinnedUntil : null,
    writers: [writer.actor.id],
    updatedAt: context.now,
    updatedBy: writer.actor.id,
    updatedByName: writer.actor.name,
  };
  await insertArticle(tx, writer, article);
  await insertStep(tx, writer, { ...article, version: 1 }, 'begin', null);
  if (state === 'draft') return;
  await insertVersion(tx, writer, { ...article, version: 2 });
  await insertStep(tx, writer, { ...article, version: 2 }, 'submit', null);
  if (isLive) await insertStep(tx, colleague, article, 'publish', null);
}
