import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { FactSet } from '#platform/facts/fact-exchange.ts';

/**
 * Hand-ins that decide: each from its day until the next one of the same unit, kind and period, because of several for
 * one period the latest decides (readings 14).
 */
export const handInFacts: FactSet = {
  name: 'handIns',
  label: '报送记录',
  register: '报送记录',
  attributes: { kind: '报送类型', period: '所属期', state: '状态', themes: '涵盖主题', handedInOn: '报送日期' },
  latestOf: ['kind', 'period'],
  select: (range) => sql`
    select h.div, h.recorded_div, h.handed_in_on as begins,
      lead(h.handed_in_on) over (partition by h.district, h.div, h.kind, h.period order by h.handed_in_on, h.id) as ends,
      h.id::text as subject, 1 as quantity, h.id as record_id, h.kind, h.period, h.state, h.themes, h.handed_in_on
    from hand_ins h where ${inRange(range, 'h')}`,
  recordNames: (districts, ids) => sql`select h.id, h.kind || ' ' || h.period || '（' || h.handed_in_on || ' ' || h.state || '）' as name
    from hand_ins h where h.district = any(${[...districts]}::int[]) and h.id = any(${[...ids]}::bigint[])`,
};
