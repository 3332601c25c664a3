import { ACTIONS, type ActionId, MATERIALS, PROCEDURES, SETTINGS, STATES, type StateId } from '../../contract/workflow.ts';
import type { Procedure, Rules } from './resolve-rules.ts';

export interface RuleChange {
  /** what changes, in words people read */
  what: string;
  before: string | null;
  after: string | null;
}

/** What a new version would change for applications begun under it. */
export function compareRules(before: Rules, after: Rules): RuleChange[] {
  const settings = compareMaps(before.settings, after.settings, (id) => `设置“${SETTINGS[id]}”`);
  const procedures = [...new Set([...before.procedures.keys(), ...after.procedures.keys()])].flatMap((id) =>
    compareProcedures(PROCEDURES[id], before.procedures.get(id), after.procedures.get(id)),
  );
  return [...settings, ...procedures];
}

function compareProcedures(name: string, before: Procedure | undefined, after: Procedure | undefined): RuleChange[] {
  const rows = (procedure: Procedure | undefined) =>
    new Map(
      (procedure?.table.transitions ?? []).map((row) => [`${STATES[row.from as StateId]}·${ACTIONS[row.action as ActionId]}${(row.when ?? []).join('')}`, row]),
    );
  const materials = (procedure: Procedure | undefined) => new Map((procedure?.materials ?? []).map((material) => [MATERIALS[material.material], material]));
  const head = (procedure: Procedure | undefined) =>
    new Map<string, unknown>([
      ['是否启用', procedure?.enabled],
      ['从哪些状态开始', procedure?.startsFrom],
      ['依据', procedure?.grounds],
      ['期限', procedure && [...procedure.clocks]],
    ]);
  return [
    ...compareMaps(head(before), head(after), (part) => `“${name}”${part}`),
    ...compareMaps(rows(before), rows(after), (row) => `“${name}”${row}`),
    ...compareMaps(materials(before), materials(after), (material) => `“${name}”材料“${material}”`),
  ];
}

function compareMaps<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>, name: (key: K) => string): RuleChange[] {
  const text = (value: V | undefined) => (value === undefined ? null : inOrder(value));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): RuleChange[] => {
    const [one, other] = [text(before.get(key)), text(after.get(key))];
    return one === other ? [] : [{ what: name(key), before: one, after: other }];
  });
}

/** The database gives fields back in an order of its own, which is no change. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
