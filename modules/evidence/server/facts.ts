import { sql, type RawBuilder } from 'kysely';
import type { FactSet } from '#platform/facts/fact-exchange.ts';
import { inRange } from '#platform/access/jurisdiction.ts';

/** 12-digit code of a division column, as formulas and people write it. */
const code = (column: string) => sql`lpad(${sql.ref(column)}::text, 12, '0')`;

/** @param name an expression over the table's columns */
const namesFrom = (table: string, name: RawBuilder<unknown>) => (districts: readonly number[], ids: readonly number[]) =>
  sql`select id, ${name} as name from ${sql.table(table)} where district = any(${[...districts]}::int[]) and id = any(${[...ids]}::bigint[])`;

const platforms: FactSet = {
  name: 'platforms',
  label: '支持平台和场所',
  register: '支持平台',
  attributes: { level: '层级', kind: '类型' },
  select: (
    range,
  ) => sql`select p.div, p.recorded_div, p.started_on as begins, p.ended_on as ends, p.id::text as subject, 1 as quantity, p.id as record_id, p.level, p.kind
    from platforms p where ${inRange(range, 'p')}`,
  recordNames: namesFrom('platforms', sql`name`),
};

const stations: FactSet = {
  name: 'stations',
  label: '社工站',
  register: '社工站',
  attributes: { station: '社工站编号' },
  select: (
    range,
  ) => sql`select s.div, s.recorded_div, s.started_on as begins, s.ended_on as ends, s.id::text as subject, 1 as quantity, s.id as record_id, s.id::text as station
    from stations s where ${inRange(range, 's')}`,
  recordNames: namesFrom('stations', sql`name`),
};

/** A person counts once per station, by name and ID number; a row without one is told apart by the name alone (readings 14). */
const stationStaff: FactSet = {
  name: 'stationStaff',
  label: '驻站社工',
  register: '驻站社工',
  attributes: { station: '社工站编号' },
  select: (range) => sql`select w.div, w.recorded_div, w.started_on as begins, w.ended_on as ends,
      w.station_id || '/' || w.name || '/' || coalesce(w.id_number_index, '') as subject,
      1 as quantity, w.id as record_id, w.station_id::text as station
    from station_workers w where ${inRange(range, 'w')}`,
  recordNames: namesFrom('station_workers', sql`name`),
};

const talents: FactSet = {
  name: 'talents',
  label: '社会工作人才',
  register: '社会工作人才',
  attributes: { certificate: '证书' },
  select: (range) => sql`select t.div, t.recorded_div, t.started_on as begins, t.ended_on as ends,
      t.div || '/' || t.name || '/' || coalesce(t.id_number_index, '') as subject,
      1 as quantity, t.id as record_id, t.certificate
    from talents t where ${inRange(range, 't')}`,
  recordNames: namesFrom('talents', sql`name`),
};

/** They lie where their organization lies. */
const organizationSocialWorkers: FactSet = {
  name: 'organizationSocialWorkers',
  label: '服务社会组织的社工',
  register: '组织社工',
  attributes: { organization: '组织编号', employment: '用工形式' },
  select: (
    range,
  ) => sql`select w.div, w.recorded_div, w.started_on as begins, w.ended_on as ends, w.organization_id || '/' || w.name as subject, 1 as quantity, w.id as record_id,
      w.organization_id::text as organization, w.employment
    from organization_social_workers w where ${inRange(range, 'w')}`,
  recordNames: namesFrom('organization_social_workers', sql`name`),
};

const trainings: FactSet = {
  name: 'trainings',
  label: '培训',
  register: '培训',
  attributes: { hostLevel: '主办层级', audiences: '培训对象', participants: '参训人次', startedOn: '开始日期' },
  select: (
    range,
  ) => sql`select t.div, t.recorded_div, t.started_on as begins, null::date as ends, t.id::text as subject, t.participants as quantity, t.id as record_id,
      t.host_level, t.audiences, t.participants, t.started_on
    from trainings t where ${inRange(range, 't')}`,
  recordNames: namesFrom('trainings', sql`name`),
};

const DESIGNATION = { kind: '认定类型', objectName: '对象名称', ownerName: '所属组织名称', organization: '所属组织编号' };

/** The same object designated twice counts once: kind, object, division (readings 14). */
const designations: FactSet = {
  name: 'designations',
  label: '认定',
  register: '认定',
  attributes: DESIGNATION,
  select: (
    range,
  ) => sql`select d.div, d.recorded_div, d.designated_on as begins, d.ended_on as ends, d.kind || '/' || d.object_name || '/' || d.div as subject, 1 as quantity, d.id as record_id,
      d.kind, d.object_name, d.owner_name, d.organization_id::text as organization
    from designations d where ${inRange(range, 'd')}`,
  recordNames: namesFrom('designations', sql`kind || ' ' || object_name`),
};

/** The first designation of each object: a later end or a second grant does not change the year it counts in. */
const designationGrants: FactSet = {
  name: 'designationGrants',
  label: '首次认定',
  register: '认定',
  attributes: { kind: '认定类型', designatedOn: '认定日期' },
  select: (range) => sql`select distinct on (d.district, d.kind, d.object_name, d.div) d.div, d.recorded_div, d.designated_on as begins, null::date as ends,
      d.kind || '/' || d.object_name || '/' || d.div as subject, 1 as quantity, d.id as record_id, d.kind, d.designated_on
    from designations d where ${inRange(range, 'd')} order by d.district, d.kind, d.object_name, d.div, d.designated_on, d.id`,
  recordNames: namesFrom('designations', sql`kind || ' ' || object_name`),
};

/** A facility covers its own community and the listed ones; several of them count a community once. */
const facilityCoverage: FactSet = {
  name: 'facilityCoverage',
  label: '养老设施覆盖的社区',
  register: '养老设施',
  attributes: { kind: '类型' },
  select: (
    range,
  ) => sql`select c.div, c.recorded_div, c.started_on as begins, c.ended_on as ends, c.div::text as subject, 1 as quantity, c.facility_id as record_id, c.kind
    from facility_coverages c where ${inRange(range, 'c')}`,
  recordNames: namesFrom('care_facilities', sql`name`),
};

const regionPairings: FactSet = {
  name: 'regionPairings',
  label: '区域结对',
  register: '结对',
  attributes: { partner: '结对对方区划代码' },
  select: (
    range,
  ) => sql`select s.div, s.recorded_div, s.started_on as begins, s.ended_on as ends, s.pairing_id || '/' || s.side as subject, 1 as quantity, s.pairing_id as record_id,
      ${code('s.partner_div')} as partner
    from pairing_sides s where ${inRange(range, 's')} and s.kind = '区域结对'`,
  recordNames: namesFrom('pairings', sql`party_a || ' — ' || party_b`),
};

const selections: FactSet = {
  name: 'selections',
  label: '评选',
  register: '评选',
  attributes: { kind: '评选类型', year: '年度', completedOn: '完成日期' },
  select: (range) => sql`select s.div, s.recorded_div, s.completed_on as begins, null::date as ends, s.id::text as subject, 1 as quantity, s.id as record_id,
      s.kind, s.year::text as year, s.completed_on
    from selections s where ${inRange(range, 's')}`,
  recordNames: namesFrom('selections', sql`name`),
};

const partyOrganizations: FactSet = {
  name: 'partyOrganizations',
  label: '党组织',
  register: '党组织',
  attributes: { kind: '类型' },
  select: (
    range,
  ) => sql`select p.div, p.recorded_div, p.established_on as begins, p.ended_on as ends, p.id::text as subject, 1 as quantity, p.id as record_id, p.kind
    from party_organizations p where ${inRange(range, 'p')}`,
  recordNames: namesFrom('party_organizations', sql`name`),
};

/** Counted at the unit that received the experience. */
const extensions: FactSet = {
  name: 'extensions',
  label: '经验推广',
  register: '经验推广',
  attributes: { pilot: '试点区划代码' },
  select: (
    range,
  ) => sql`select e.div, e.recorded_div, e.extended_on as begins, null::date as ends, e.id::text as subject, 1 as quantity, e.id as record_id, ${code('e.pilot_div')} as pilot
    from extensions e where ${inRange(range, 'e')}`,
  recordNames: namesFrom('extensions', sql`lpad(pilot_div::text, 12, '0') || '（' || extended_on || '）'`),
};

/** What plans count about the registers of this module. */
export const evidenceFacts: readonly FactSet[] = [
  platforms,
  stations,
  stationStaff,
  talents,
  organizationSocialWorkers,
  trainings,
  designations,
  designationGrants,
  facilityCoverage,
  regionPairings,
  selections,
  partyOrganizations,
  extensions,
];
