import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { requireSide } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';

/** A major activity that waits for its organizer: not reported, objected to by the street, or held without its result. */
export interface ReportDuty {
  occasionId: number;
  title: string;
  organizationName: string;
  what: 'unreported' | 'objected' | 'resultDue';
  /** what the street said */
  answer: string | null;
}

const MOST = 10;

/** What whoever asks has to do about reports of major activities, the next first (HN-D54, GZ-D55). */
export async function listReportDuties(context: Context, means: ActivityMeans): Promise<ReportDuty[]> {
  requireSide(context, 'own', 'activity.read');
  const { actor, now, platform } = context;
  const led = (await means.listLed(context)).map(({ id }) => id);
  if (led.length === 0) return [];
  const { rows } = await sql<ReportDuty>`
    select o.id as "occasionId", o.title, o.organization_name as "organizationName", r.answer,
      case when r.id is null then 'unreported' when r.state = 'objected' then 'objected' else 'resultDue' end as what
    from activity_occasions o
      left join major_activity_reports r on r.district = o.district and r.occasion_id = o.id and r.state <> 'withdrawn'
    where ${inRange(actor.range, 'o')} and o.organization_id = any(${led}::bigint[]) and o.is_major and o.state <> 'cancelled'
      and ((r.id is null and o.starts_at > ${now}) or r.state = 'objected' or (r.state = 'noted' and o.ends_at < ${now}))
    order by o.starts_at, o.id limit ${MOST}`.execute(platform.db);
  return rows;
}
