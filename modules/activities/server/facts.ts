import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { FactSet } from '#platform/facts/fact-exchange.ts';

/** An activity counts once, from its first day on, however many plans ask (PDS-Q19). */
export const activityFacts: FactSet = {
  name: 'activities',
  label: '活动',
  register: '活动',
  attributes: { theme: '主题', participants: '参与人次', startedOn: '开始日期' },
  select: (
    range,
  ) => sql`select a.div, a.recorded_div, a.started_on as begins, null::date as ends, a.id::text as subject, a.participants as quantity, a.id as record_id,
      a.theme, a.participants, a.started_on
    from activities a where ${inRange(range, 'a')}`,
  recordNames: (districts, ids) =>
    sql`select a.id, a.name from activities a where a.district = any(${[...districts]}::int[]) and a.id = any(${[...ids]}::bigint[])`,
};
