/** Needs to work on: people of 曙北社区 and its street, and what a resident says. */
import { productRegisters } from '#apps/server/registers.ts';
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { NeedInput } from '#modules/needs/contract/need.ts';
import type { NeedMeans } from '#modules/needs/server/means.ts';
import { grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import { actorAs, PLACES } from './filings.ts';

export const { community: COMMUNITY, street: STREET, county: COUNTY } = PLACES.pingdingshan;
export const OTHER_COMMUNITY = COMMUNITY + 1;

export function meansWith(led: readonly number[] = [], more: Partial<NeedMeans> = {}): NeedMeans {
  return {
    ledBy: async () => [...led],
    phoneOf: async () => '13800138000',
    partyMemberAt: async () => undefined,
    gapsBelow: async () => [],
    moneyRoutes: [],
    ...more,
  };
}

export interface NeedDesks {
  committee: Context;
  otherCommittee: Context;
  street: Context;
  district: Context;
  /** somebody signed in by telephone */
  person: Context;
  otherPerson: Context;
}

export function desksOf(context: Context): NeedDesks {
  const as = (role: RoleId, division: number, level: 'community' | 'township' | 'county'): Context => ({ ...context, actor: actorAs(role, division, level) });
  const person = (id: string): Context => ({
    ...context,
    actor: {
      ...context.actor,
      id,
      name: '居民',
      postId: null,
      division: 0,
      divisionLevel: 'nation',
      range: rangeOf(0, 'nation'),
      grants: grantsOf(['filing.apply', 'need.own']),
    },
  });
  return {
    committee: as('neighborhoodCommitteeStaff', COMMUNITY, 'community'),
    otherCommittee: as('neighborhoodCommitteeStaff', OTHER_COMMUNITY, 'community'),
    street: as('streetStaff', STREET, 'township'),
    district: as('districtCivilAffairsStaff', COUNTY, 'county'),
    person: person('7001'),
    otherPerson: person('7002'),
  };
}

export async function openNeedPlaces(context: Context): Promise<void> {
  await loadDivisions(context, { scope: [PLACES.pingdingshan.load] });
}

export function needInput(more: Partial<NeedInput> = {}): NeedInput {
  return {
    title: '楼上独居老人需要有人送午饭',
    category: 'elderCare',
    targetGroup: 'loneElderly',
    urgency: 'ordinary',
    isSecret: false,
    sharesContact: true,
    ...more,
  };
}

/** An organization of a community, through the product's own command. @returns its id */
export async function addOrganization(context: Context, name: string, more: FormValues = {}): Promise<number> {
  const values = {
    name,
    div: codeOf(COMMUNITY),
    tier: '备案',
    category: '居民互助类',
    establishedOn: '2022-01-01',
    leaderName: '李梅',
    memberCount: 20,
    isHub: false,
    businessScopes: ['为老人送餐', '上门探望'],
    serviceTargets: ['老年人'],
    ...more,
  };
  const { id } = await createRecord(context, productRegisters, 'organizations', values);
  return id;
}
