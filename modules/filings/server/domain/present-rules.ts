import { diagramOf, mermaidOf } from '#engines/workflow/diagram.ts';
import { ACTIONS, type ActionId, BODIES, type BodyId, GROUNDS, MATERIALS, PROCEDURES, SETTINGS, STATES, type StateId } from '../../contract/workflow.ts';
import type { Procedure, Rules } from './resolve-rules.ts';

const WORDS = {
  state: (id: string) => STATES[id as StateId],
  action: (id: string) => ACTIONS[id as ActionId],
  body: (id: string) => BODIES[id as BodyId],
};

/** The diagram of a procedure in Chinese; filling in a form leads nowhere and is left out. */
export function drawProcedure({ table }: Procedure) {
  return diagramOf({ ...table, transitions: table.transitions.filter(({ from, to }) => from !== to) }, WORDS);
}

export function mermaidOfProcedure(procedure: Procedure): string {
  return mermaidOf(drawProcedure(procedure));
}

/** Rules with the words people read. */
export function presentRules(rules: Rules) {
  return {
    procedures: [...rules.procedures.values()].map((procedure) => ({
      procedure: procedure.id,
      label: PROCEDURES[procedure.id],
      enabled: procedure.enabled,
      clause: procedure.clause,
      startsFrom: [...procedure.startsFrom],
      materials: procedure.materials.map(({ material, required, clause, note }) => ({
        material,
        label: MATERIALS[material],
        required,
        clause,
        note: note ?? null,
      })),
      grounds: procedure.grounds.map((ground) => ({ ground, label: GROUNDS[ground] })),
      clocks: [...procedure.clocks].map(([state, { setting, whose, expiry }]) => ({ state, setting, whose, expiry })),
      transitions: procedure.table.transitions.map(({ from, action, to, by, when, guards, advice, effects, notices, clause }) => ({
        from,
        action,
        to,
        by: [...by],
        when: [...(when ?? [])],
        guards: [...guards],
        advice: [...(advice ?? [])],
        effects: [...effects],
        notices: [...notices],
        clause,
      })),
      diagram: drawProcedure(procedure),
    })),
    settings: [...rules.settings].map(([setting, { value, basis, clause, note }]) => ({
      setting,
      label: SETTINGS[setting],
      value,
      basis,
      clause,
      note: note ?? null,
    })),
  };
}
