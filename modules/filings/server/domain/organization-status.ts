import type { Day } from '#shared/day.ts';
import type { FilingForm } from '../../contract/application.ts';
import type { Status } from '../../contract/workflow.ts';

/** What an organization's record says about where it stands. */
export interface Standing {
  tier: '台账' | '备案' | '登记';
  endedOn: Day | null;
  endReason: string | null;
}

const BY_TIER: Record<Standing['tier'], Status> = { 台账: 'ledgered', 备案: 'filed', 登记: 'registered' };
const BY_END: Record<string, Status> = { 撤出台账: 'ledgerClosed', 取消备案: 'filingCancelled', 注销: 'deregistered', 撤销: 'registrationRevoked' };
const ENDED: Record<Standing['tier'], Status> = { 台账: 'ledgerClosed', 备案: 'filingCancelled', 登记: 'deregistered' };

/** Told by the record alone, so that a workbook and an application never disagree. */
export function statusOf(standing: Standing | undefined): Status {
  if (!standing) return 'none';
  if (standing.endedOn === null) return BY_TIER[standing.tier];
  return BY_END[standing.endReason ?? ''] ?? ENDED[standing.tier];
}

type Stored = Standing & {
  name: string;
  category: string;
  legalForm: string | null;
  establishedOn: Day;
  leaderName: string;
  leaderPolitics: string | null;
  memberCount: number;
  partyMemberCount: number | null;
  partyForm: string | null;
  businessScopes: string[] | null;
  venues: string[] | null;
  serviceTargets: string[] | null;
  isHub: boolean;
  isCharity: boolean | null;
};

/** What the record knows already need not be filled in again. */
export function formOf(stored: Stored): FilingForm {
  const known = {
    name: stored.name,
    category: stored.category,
    legalForm: stored.legalForm === '无' ? null : stored.legalForm,
    establishedOn: stored.establishedOn,
    leaderName: stored.leaderName,
    leaderPolitics: stored.leaderPolitics,
    memberCount: stored.memberCount,
    partyMemberCount: stored.partyMemberCount,
    partyForm: stored.partyForm,
    businessScopes: stored.businessScopes,
    venues: stored.venues,
    serviceTargets: stored.serviceTargets,
    isHub: stored.isHub,
    isCharity: stored.isCharity,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)) as FilingForm;
}
