import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { MajorReport, MajorResult } from '../../contract/major-report.ts';
import { requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { requireReport } from '../require-report.ts';
import { presentNow } from './submit-report.ts';

interface Named {
  id: number;
  version: number;
}

/** The street takes note, or objects and says what is to stop or to be mended. @throws MAJOR_REPORT_NOT_FOUND, MAJOR_REPORT_CHANGED, MAJOR_REPORT_IMPOSSIBLE */
export async function answerReport(
  context: Context,
  means: ActivityMeans,
  { id, version, outcome, answer }: Named & { outcome: 'noted' | 'objected'; answer: string },
): Promise<MajorReport> {
  const { actor, today, platform } = context;
  requirePermission(actor, 'activity.answer');
  return inTransaction(platform.db, async (tx) => {
    const before = await requireReport(tx, context, means, 'office', { id, version }, ['reported'], '答复');
    const said = answer === '' ? null : maskNumbersIn(answer);
    await sql`update major_activity_reports set state = ${outcome}, answer = ${said}, answered_on = ${today}, answered_by_name = ${actor.name}, version = version + 1
      where district = ${before.district} and id = ${id}`.execute(tx);
    const shown = await presentNow(tx, context, id);
    await audit(tx, context, {
      action: outcome === 'noted' ? 'majorActivity.noted' : 'majorActivity.objected',
      subject: { type: 'majorActivityReport', id, district: before.district },
      details: { title: before.title, answer: said },
    });
    return shown;
  });
}

/** What came of it: effect, influence, problems, what is next. @throws MAJOR_REPORT_NOT_FOUND, MAJOR_REPORT_CHANGED, MAJOR_REPORT_IMPOSSIBLE, MAJOR_REPORT_NOT_YET */
export async function reportResult(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, result }: Named & { result: MajorResult },
): Promise<MajorReport> {
  requireSide(context, side, 'activity.work');
  const { today, platform } = context;
  return inTransaction(platform.db, async (tx) => {
    const before = await requireReport(tx, context, means, side, { id, version }, ['noted'], '报结果');
    if (today < before.startsOn) throw refuse(activityErrors.MAJOR_REPORT_NOT_YET);
    const masked = (text: string | null) => (text === null || text === '' ? null : maskNumbersIn(text));
    await sql`update major_activity_reports set state = 'resulted', result_effect = ${maskNumbersIn(result.effect)}, result_problems = ${masked(result.problems)},
        result_next = ${masked(result.next)}, participants = ${result.participants}, resulted_on = ${today}, version = version + 1
      where district = ${before.district} and id = ${id}`.execute(tx);
    const shown = await presentNow(tx, context, id);
    await audit(tx, context, {
      action: 'majorActivity.resulted',
      subject: { type: 'majorActivityReport', id, district: before.district },
      details: { title: before.title, participants: result.participants },
    });
    return shown;
  });
}

/** It will not be held after all. @throws MAJOR_REPORT_NOT_FOUND, MAJOR_REPORT_CHANGED, MAJOR_REPORT_IMPOSSIBLE */
export async function withdrawReport(context: Context, means: ActivityMeans, side: Side, named: Named): Promise<void> {
  requireSide(context, side, 'activity.work');
  await inTransaction(context.platform.db, async (tx) => {
    const before = await requireReport(tx, context, means, side, named, ['reported', 'noted', 'objected'], '撤回');
    await sql`update major_activity_reports set state = 'withdrawn', version = version + 1 where district = ${before.district} and id = ${before.id}`.execute(
      tx,
    );
    await audit(tx, context, {
      action: 'majorActivity.withdrawn',
      subject: { type: 'majorActivityReport', id: before.id, district: before.district },
      details: { title: before.title },
    });
  });
}
