/** The words, keys and order of the steps on the decision bar. */
import type { Ability, Application } from '../../contract/application.ts';
import type { ActionId, ProcedureId } from '../../contract/workflow.ts';

const ORDER: readonly ActionId[] = [
  'grant',
  'record',
  'recommend',
  'submit',
  'supplement',
  'dissolve',
  'reportLiquidation',
  'requestSupplement',
  'consult',
  'recordOpinion',
  'closeConsultation',
  'declineRecommendation',
  'refuse',
  'withdraw',
];
const MAIN: readonly ActionId[] = ['grant', 'record', 'recommend', 'submit', 'supplement', 'reportLiquidation'];

export const orderOf = (action: ActionId): number => ORDER.indexOf(action);
export const isMain = (action: ActionId): boolean => MAIN.includes(action);

/** A accepts, R returns with a list, N refuses. */
export function keyOf(action: ActionId): 'A' | 'R' | 'N' | undefined {
  if (action === 'grant' || action === 'record' || action === 'recommend') return 'A';
  if (action === 'requestSupplement') return 'R';
  return action === 'refuse' || action === 'declineRecommendation' ? 'N' : undefined;
}

const OBJECT: Partial<Record<ProcedureId, string>> = {
  filing: '备案',
  filingChange: '变更',
  filingCancellation: '取消备案',
  authorityCancellation: '取消备案',
  registration: '登记',
  directRegistration: '登记',
  registrationChange: '变更',
  deregistration: '注销',
  revocation: '撤销登记',
  outlawing: '取缔',
};
/** Decided by the authority itself, not granted to anybody. */
const AUTHORITY: readonly ProcedureId[] = ['authorityCancellation', 'revocation', 'lawfulHandling', 'outlawing'];

export const isAuthorityCase = (procedure: ProcedureId): boolean => AUTHORITY.includes(procedure);

/** `准予备案`, `退回补正`: a verb and what it is about. */
export function labelOf({ procedure }: Pick<Application, 'procedure'>, { action, label }: Pick<Ability, 'action' | 'label'>): string {
  if (action === 'grant') return isAuthorityCase(procedure) ? `决定${OBJECT[procedure] ?? '处理'}` : `准予${OBJECT[procedure] ?? ''}`;
  if (action === 'requestSupplement') return '退回补正';
  if (action === 'refuse') return `不予${OBJECT[procedure] ?? '办理'}`;
  if (action === 'recommend') return '推荐';
  if (action === 'record') return procedure === 'ledgerOpening' ? '登记入册' : '办结';
  return label;
}

/** What has to come with a step. */
export interface Asked {
  reason: 'needed' | 'welcome' | null;
  ground: boolean;
  items: boolean;
  replies: boolean;
  creditCode: boolean;
  bodies: boolean;
  opinion: boolean;
}

export function askedBy({ procedure, grounds }: Pick<Application, 'procedure' | 'grounds'>, action: ActionId): Asked {
  const isRegistering = action === 'grant' && (procedure === 'registration' || procedure === 'directRegistration');
  const needsReason =
    action === 'refuse' || action === 'declineRecommendation' || (action === 'record' && (procedure === 'ledgerClosing' || procedure === 'filingDowngrade'));
  return {
    reason: needsReason ? 'needed' : action === 'withdraw' || action === 'recommend' ? 'welcome' : null,
    ground: grounds.length > 0 && (action === 'refuse' || (action === 'grant' && isAuthorityCase(procedure))),
    items: action === 'requestSupplement',
    replies: action === 'supplement',
    creditCode: isRegistering,
    bodies: action === 'consult',
    opinion: action === 'recordOpinion',
  };
}
