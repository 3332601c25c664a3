import type { CheckedRecord, Problem } from '#platform/imports/sheet.ts';
import { CREDIT_CODE_FORMS } from '#shared/codes/social-credit-code.ts';

/** 备案 and ledgered groups are no legal persons, so they have no unified social credit code. */
export function creditCodeNeedsRegistration({ values }: CheckedRecord): Problem[] {
  if (values['creditCode'] == null || values['tier'] === undefined || values['tier'] === '登记') return [];
  return [
    {
      severity: 'finding',
      field: 'creditCode',
      rule: 'credit-code-needs-registration',
      message: '只有管理层级为“登记”的组织才有统一社会信用代码。',
      suggestion: '如已登记，请把管理层级改为“登记”；否则请删去代码（要清除已存的代码，请填 -）。',
    },
  ];
}

/** 51, 52, 53 stand for the three legal forms; a few old codes differ, so this only informs. */
export function creditCodeFitsForm({ values }: CheckedRecord): Problem[] {
  const code = values['creditCode'];
  const stated = values['legalForm'];
  if (typeof code !== 'string' || typeof stated !== 'string') return [];
  const meant = CREDIT_CODE_FORMS[code.slice(0, 2)];
  if (meant === stated || (!meant && stated === '无')) return [];
  const message = meant
    ? `统一社会信用代码以 ${code.slice(0, 2)} 开头，表示“${meant}”，与法人类型“${stated}”不一致。`
    : `统一社会信用代码以 ${code.slice(0, 2)} 开头，不是民政部门登记的社会组织代码。`;
  return [{ severity: 'notice', field: 'creditCode', rule: 'credit-code-form', message, suggestion: '请核对登记证书上的代码和法人类型。' }];
}

export function legalFormNeedsRegistration({ values }: CheckedRecord): Problem[] {
  const form = values['legalForm'];
  if (typeof form !== 'string' || form === '无' || values['tier'] === undefined || values['tier'] === '登记') return [];
  return [
    {
      severity: 'notice',
      field: 'legalForm',
      rule: 'legal-form-needs-registration',
      message: `管理层级为“${String(values['tier'])}”的组织没有法人资格，法人类型却是“${form}”。`,
      suggestion: '请核对管理层级；未登记的组织，法人类型请填“无”。',
    },
  ];
}

export function endReasonNeedsDay({ values }: CheckedRecord): Problem[] {
  if (values['endReason'] == null || values['endedOn'] !== null) return [];
  return [
    {
      severity: 'notice',
      field: 'endReason',
      rule: 'end-reason-without-day',
      message: '填了终止原因，但没有终止日期，该组织仍按存续统计。',
      suggestion: '如已终止，请补填终止日期。',
    },
  ];
}

export function hubDayNeedsHub({ values }: CheckedRecord): Problem[] {
  if (values['hubSince'] == null || values['isHub'] !== false) return [];
  return [
    {
      severity: 'notice',
      field: 'hubSince',
      rule: 'hub-day-without-hub',
      message: '填了枢纽型认定日期，但“是否枢纽型”为“否”，不按枢纽型统计。',
      suggestion: '如是枢纽型组织，请把“是否枢纽型”改为“是”。',
    },
  ];
}

/** Staff may well be no members, so a larger number only informs. */
export function membersAreEnough({ values }: CheckedRecord): Problem[] {
  const members = values['memberCount'];
  const parts = [
    ['socialWorkerCount', '社会工作者人数'],
    ['partyMemberCount', '党员人数'],
  ] as const;
  return parts.flatMap(([field, heading]): Problem[] => {
    const count = values[field];
    if (typeof members !== 'number' || typeof count !== 'number' || count <= members) return [];
    return [
      { severity: 'notice', field, rule: 'more-than-members', message: `${heading}（${count}）多于成员人数（${members}）。`, suggestion: '请核对人数。' },
    ];
  });
}
