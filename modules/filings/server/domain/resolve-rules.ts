import type { Transition, WorkflowTable } from '#engines/workflow/table.ts';
import type { Clock, ProcedureRules, RuleSetFile, RuleTransition, Setting } from '../../contract/rule-set-file.ts';
import {
  END_STATES,
  type GroundId,
  type MaterialId,
  PROCEDURE_IDS,
  type ProcedureId,
  type SettingId,
  type StateId,
  type Status,
} from '../../contract/workflow.ts';

/** A row of a procedure with the clause it stands on. */
export type RuleRow = Transition & { clause: string };

export interface RuleMaterial {
  material: MaterialId;
  required: boolean;
  clause: string;
  note?: string | undefined;
  /** most photographs and documents of it */
  files?: number | undefined;
}

/** One procedure as it holds at a place, after everything inherited was laid over. */
export interface Procedure {
  id: ProcedureId;
  enabled: boolean;
  clause: string;
  startsFrom: readonly Status[];
  table: Omit<WorkflowTable, 'transitions'> & { transitions: readonly RuleRow[] };
  clocks: ReadonlyMap<StateId, Clock>;
  materials: readonly RuleMaterial[];
  grounds: readonly GroundId[];
}

/** The rules of a place: those of the nation, with every set on the way down laid over them. */
export interface Rules {
  procedures: ReadonlyMap<ProcedureId, Procedure>;
  settings: ReadonlyMap<SettingId, Setting>;
}

/** @param chain from the widest set to the narrowest */
export function resolveRules(chain: readonly RuleSetFile[]): Rules {
  const settings = new Map(chain.flatMap((set) => Object.entries(set.settings) as [SettingId, Setting][]));
  const procedures = PROCEDURE_IDS.flatMap((id): [ProcedureId, Procedure][] => {
    const layers = chain.flatMap((set) => set.procedures[id] ?? []);
    return layers.length > 0 ? [[id, resolveProcedure(id, layers)]] : [];
  });
  return { procedures: new Map(procedures), settings };
}

function resolveProcedure(id: ProcedureId, layers: readonly ProcedureRules[]): Procedure {
  const last = <K extends keyof ProcedureRules>(key: K) => layers.findLast((layer) => layer[key] !== undefined)?.[key];
  const rows = overlay(layers.map((layer) => layer.transitions ?? {}));
  const clocks = overlay(layers.map((layer) => layer.clocks ?? {}));
  const materials = overlay(layers.map((layer) => layer.materials ?? {}));
  const transitions = [...rows].map(([selector, row]) => rowOf(selector, row));
  return {
    id,
    enabled: last('enabled') ?? false,
    clause: last('clause') ?? 'GK',
    startsFrom: last('startsFrom') ?? [],
    table: { start: 'new', ends: END_STATES.filter((state) => transitions.some(({ from, to }) => from === state || to === state)), transitions },
    clocks: clocks as ReadonlyMap<StateId, Clock>,
    materials: [...materials].map(([material, rule]) => ({ material: material as MaterialId, ...rule })),
    grounds: last('grounds') ?? [],
  };
}

/** Later layers replace entries by name and take them away with null; the order is that of first mention. */
function overlay<T>(layers: readonly Partial<Record<string, T | null>>[]): Map<string, T> {
  const entries = new Map<string, T>();
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer))) {
    if (value === null) entries.delete(name);
    else if (value !== undefined) entries.set(name, value);
  }
  return entries;
}

function rowOf(selector: string, { to, by, when, guards, advice, effects, notices, clause }: RuleTransition): RuleRow {
  const [place = ''] = selector.split('#');
  const [from = '', action = ''] = place.split('.');
  return { from, action, to, by, when: when ?? [], guards, advice, effects, notices, clause };
}
