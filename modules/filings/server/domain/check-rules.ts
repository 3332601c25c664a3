import { checkTable, type TableProblem } from '#engines/workflow/check-table.ts';
import type { RuleSetFile } from '../../contract/rule-set-file.ts';
import { ACTIONS, type ActionId, NOTICES, type NoticeId, PROCEDURES, SETTINGS, type SettingId, STATES, type StateId } from '../../contract/workflow.ts';
import { checkSetting } from './check-setting.ts';
import type { Procedure, RuleRow, Rules } from './resolve-rules.ts';

/** What no rule set may change: who may decide, and what protects organizations (dossier 2.2 hard rules 2 and 3; HN L43). */
const ONLY: Record<string, string> = {
  openLedger: 'committee',
  closeLedger: 'committee',
  file: 'street',
  cancelFiling: 'street',
  returnToLedger: 'street',
  register: 'registrationAuthority',
  deregister: 'registrationAuthority',
  revoke: 'registrationAuthority',
};
const NEEDED: Partial<Record<Procedure['id'], { guards: readonly string[]; announced?: true }>> = {
  authorityCancellation: { guards: ['caseProven', 'groundGiven'], announced: true },
  revocation: { guards: ['caseProven', 'groundGiven'], announced: true },
  outlawing: { guards: ['notStreetManaged', 'twoOfficers', 'caseProven'], announced: true },
  lawfulHandling: { guards: ['caseProven'] },
  filingCancellation: { guards: ['debtsSettled'] },
  deregistration: { guards: ['debtsSettled', 'liquidationDone'] },
};

/** Chinese sentences: what keeps the rules of a place from being worked with. Everything inherited is laid over already. */
export function checkRules(rules: Rules): string[] {
  return [
    ...[...rules.settings].flatMap(([id, setting]) => checkSetting(id, setting.value).map((problem) => `设置“${SETTINGS[id]}”${problem}`)),
    ...(Object.keys(SETTINGS) as SettingId[]).filter((id) => !rules.settings.has(id)).map((id) => `缺少设置“${SETTINGS[id]}”。`),
    ...[...rules.procedures.values()].flatMap((procedure) => checkProcedure(procedure, rules).map((problem) => `“${PROCEDURES[procedure.id]}”：${problem}`)),
  ];
}

/** A clause may name only documents that the set itself lists. */
export function checkClauses(file: RuleSetFile): string[] {
  const clauses = [
    ...Object.values(file.settings).map((setting) => setting.clause),
    ...Object.values(file.procedures).flatMap(({ clause, transitions, materials }) => [
      clause,
      ...[...Object.values(transitions ?? {}), ...Object.values(materials ?? {})].map((entry) => entry?.clause),
    ]),
  ];
  const codes = clauses.flatMap((clause) => [...(clause ?? '').matchAll(/(?:^|；)(PDS|MCA|HN|GZ|SZ|X\d{2})/g)].map((match) => match[1] ?? ''));
  return [...new Set(codes)].filter((code) => !(code in file.documents)).map((code) => `出处提到文件 ${code}，但 documents 中没有列出。`);
}

function checkProcedure(procedure: Procedure, { settings }: Rules): string[] {
  const { table, clocks, startsFrom } = procedure;
  const states = new Set(table.transitions.flatMap(({ from, to }) => [from, to]));
  return [
    ...checkTable(table).map(inWords),
    ...(startsFrom.length === 0 ? ['没有写明从哪种状态开始。'] : []),
    ...[...clocks].filter(([state]) => !states.has(state)).map(([state]) => `期限所在的状态“${STATES[state]}”不存在。`),
    ...[...clocks]
      .filter(([state, { expiry }]) => expiry === 'lapse' && !hasRow(procedure, state, 'lapse'))
      .map(([state]) => `“${STATES[state]}”逾期失效，但没有“${ACTIONS.lapse}”一步。`),
    ...[...clocks.values()].filter(({ setting }) => !isTerm(settings.get(setting)?.value)).map(({ setting }) => `期限设置“${SETTINGS[setting]}”不是期限。`),
    ...table.transitions.flatMap((row) => checkRow(procedure, row)),
  ];
}

function hasRow({ table }: Procedure, state: string, action: string): boolean {
  return table.transitions.some((row) => row.from === state && row.action === action);
}

function isTerm(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'count' in value;
}

function checkRow({ id }: Procedure, row: RuleRow): string[] {
  const problems: string[] = [];
  const where = `“${STATES[row.from as StateId]}·${ACTIONS[row.action as ActionId]}”`;
  for (const effect of row.effects) {
    const only = ONLY[effect];
    if (only !== undefined && row.by.some((body) => body !== only)) problems.push(`${where}的办理机关不能改变。`);
    if (!row.guards.includes('statusFits')) problems.push(`${where}须核对组织现状。`);
  }
  if (row.to === 'granted' && row.action !== 'dissolve') {
    const needed = NEEDED[id];
    const missing = (needed?.guards ?? []).filter((guard) => !row.guards.includes(guard));
    if (missing.length > 0) problems.push(`${where}缺少不可免去的条件。`);
    if (needed?.announced && !row.notices.some((notice) => NOTICES[notice as NoticeId].audience === 'public')) problems.push(`${where}必须公告。`);
  }
  return problems;
}

function inWords(found: TableProblem): string {
  const state = STATES[found.state as StateId];
  if (found.problem === 'unreachable') return `状态“${state}”无法到达。`;
  if (found.problem === 'deadEnd') return `到了“${state}”就无法结束。`;
  const action = ACTIONS[found.action as ActionId];
  return found.problem === 'afterEnd' ? `“${state}”已经结束，不能再“${action}”。` : `“${state}”下有两行“${action}”，后一行永远用不到。`;
}
