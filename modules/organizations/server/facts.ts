import { sql, type RawBuilder } from 'kysely';
import type { FactSet } from '#platform/facts/fact-exchange.ts';
import { inOneDistrict, inRange } from '#platform/access/jurisdiction.ts';

/** Groups on the ledger count from 成立日期 (平顶山, national, 广州); filed ones only with 备案 or 登记, from 备案日期, else 登记日期, else 成立日期 (深圳, 海南). */
const ATTRIBUTES = {
  organization: '组织编号',
  names: '现用名和曾用名',
  category: '组织类别',
  tier: '管理层级',
  legalForm: '法人类型',
  isCharity: '是否慈善组织',
  coversBelow: '在整个街道（乡镇）开展活动',
  partyForm: '党组织形式',
  stage: '发展阶段',
};

const ledgeredSince = sql`o.established_on`;
const filedSince = sql`coalesce(o.filed_on, o.registered_on, o.established_on)`;
const filed = sql`and o.tier <> '台账'`;
const hubs = sql`and o.is_hub`;
const nothing = sql``;

/** `ended_on` is exclusive: an organization counts until the day before. */
function selectOrganizations(range: Parameters<FactSet['select']>[0], begins: RawBuilder<unknown>, only: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select o.div, o.recorded_div, ${begins} as begins, o.ended_on as ends, o.id::text as subject, 1 as quantity, o.id as record_id,
      o.id::text as organization,
      array[o.name] || coalesce((select array_agg(f.name) from organization_former_names f where f.district = o.district ${inOneDistrict(range, 'f')} and f.record_id = o.id), '{}') as names,
      o.category, o.tier, o.legal_form, coalesce(o.is_charity, false) as is_charity, (o.div % 1000 = 0) as covers_below, o.party_form, o.stage
    from organizations o where ${inRange(range, 'o')} ${only}`;
}

const recordNames: FactSet['recordNames'] = (districts, ids) =>
  sql`select o.id, o.name from organizations o where o.district = any(${[...districts]}::int[]) and o.id = any(${[...ids]}::bigint[])`;

function organizationSet(name: string, label: string, select: FactSet['select']): FactSet {
  return { name, label, register: '社区社会组织', attributes: ATTRIBUTES, isOfOneRecord: true, select, recordNames };
}

/** What plans count about organizations (readings 8). */
export const organizationFacts: readonly FactSet[] = [
  organizationSet('ledgeredOrganizations', '纳入台账的社区社会组织', (range) => selectOrganizations(range, ledgeredSince, nothing)),
  organizationSet('filedOrganizations', '备案或登记的社区社会组织', (range) => selectOrganizations(range, filedSince, filed)),
  organizationSet('ledgeredHubs', '枢纽型社区社会组织（含台账）', (range) => selectOrganizations(range, sql`greatest(o.hub_since, ${ledgeredSince})`, hubs)),
  organizationSet('filedHubs', '枢纽型社区社会组织（备案或登记）', (range) =>
    selectOrganizations(range, sql`greatest(o.hub_since, ${filedSince})`, sql`${hubs} ${filed}`),
  ),
];
