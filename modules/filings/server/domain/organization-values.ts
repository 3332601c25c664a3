import { type Day } from '#shared/day.ts';
import type { FilingForm } from '../../contract/application.ts';
import type { EffectId } from '../../contract/workflow.ts';

export interface EffectInput {
  form: FilingForm;
  /** 12-digit code of the home */
  home: string;
  leaderIdNumber: string | null;
  leaderPhone: string | null;
  filingNumber: string | null;
  creditCode: string | null;
  isNew: boolean;
  today: Day;
}

type Values = Record<string, string | number | boolean | string[] | null>;

/** What an effect writes into the organization's record, by field of its sheet. */
export function valuesOf(effect: EffectId, input: EffectInput): Values {
  const { today, filingNumber, creditCode, form } = input;
  switch (effect) {
    case 'openLedger':
      return { ...contentOf(input), tier: '台账' };
    case 'file':
      return { ...contentOf(input), tier: '备案', filedOn: today, filingNumber };
    case 'register':
      return { ...contentOf(input), tier: '登记', registeredOn: today, creditCode, ...given({ legalForm: form.legalForm }) };
    case 'returnToLedger':
      return { tier: '台账', filedOn: null, filingNumber: null };
    case 'closeLedger':
      return { endedOn: today, endReason: '撤出台账' };
    case 'cancelFiling':
      return { endedOn: today, endReason: '取消备案' };
    case 'deregister':
      return { endedOn: today, endReason: '注销' };
    case 'revoke':
      return { endedOn: today, endReason: '撤销' };
    case 'applyChanges':
      return changedValues(input);
  }
}

/** Of an organization that has a record, its home stays: a move is a change of its own. */
function contentOf({ form, home, leaderIdNumber, leaderPhone, isNew, today }: EffectInput): Values {
  return {
    ...(isNew && { div: home, isHub: form.isHub ?? false, establishedOn: form.establishedOn ?? today }),
    ...given({
      name: form.name,
      category: form.category,
      leaderName: form.leaderName,
      leaderPolitics: form.leaderPolitics,
      memberCount: form.memberCount,
      partyMemberCount: form.partyMemberCount,
      partyForm: form.partyForm,
      businessScopes: form.businessScopes,
      venues: form.venues,
      serviceTargets: form.serviceTargets,
      isCharity: form.isCharity,
      leaderIdNumber: leaderIdNumber ?? undefined,
      leaderPhone: leaderPhone ?? undefined,
    }),
  };
}

function changedValues({ form, leaderIdNumber, leaderPhone }: EffectInput): Values {
  const { charter: _amended, ...changes } = form.changes ?? {};
  const isNewLeader = changes.leaderName !== undefined;
  // a former leader's number and phone are not the new one's
  return { ...given(changes), ...(isNewLeader && { leaderIdNumber, leaderPhone }) };
}

function given(values: Record<string, string | number | boolean | string[] | undefined>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}
