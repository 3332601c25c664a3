import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTable } from './check-table.ts';
import { diagramOf, mermaidOf } from './diagram.ts';
import { actionsFrom, type Facts, next, possibleActions } from './next.ts';
import { pathsThrough } from './paths.ts';
import { actionsOf, statesOf, type Transition, type WorkflowTable } from './table.ts';

const row = (from: string, action: string, to: string, more: Partial<Transition> = {}): Transition => ({
  from,
  action,
  to,
  by: ['clerk'],
  guards: [],
  effects: [],
  notices: [],
  ...more,
});

const TABLE: WorkflowTable = {
  start: 'draft',
  ends: ['granted', 'refused'],
  transitions: [
    row('draft', 'submit', 'waiting', { by: ['applicant'], when: ['small'] }),
    row('draft', 'submit', 'submitted', { by: ['applicant'], guards: ['complete', 'pledged'], advice: ['charter'] }),
    row('waiting', 'recommend', 'submitted', { by: ['committee'] }),
    row('submitted', 'grant', 'granted', { guards: ['complete'], effects: ['file'], notices: ['certificate'] }),
    row('submitted', 'refuse', 'refused'),
  ],
};

function facts(bodies: string[], ...held: string[]): Facts {
  return { bodies: new Set(bodies), holds: (guard) => held.includes(guard) };
}

describe('next', () => {
  it('gives the state, the row with its effects, and the advice not followed', () => {
    expect(next(TABLE, 'submitted', 'grant', facts(['clerk'], 'complete'))).toMatchObject({
      allowed: true,
      to: 'granted',
      transition: { effects: ['file'], notices: ['certificate'] },
    });
    expect(next(TABLE, 'draft', 'submit', facts(['applicant'], 'complete', 'pledged'))).toMatchObject({
      allowed: true,
      to: 'submitted',
      unmetAdvice: ['charter'],
    });
  });
  it('takes the first row whose conditions hold', () => {
    expect(next(TABLE, 'draft', 'submit', facts(['applicant'], 'small'))).toMatchObject({ allowed: true, to: 'waiting' });
  });
  it.each([
    ['granted', 'refuse', ['clerk'], { reason: 'ended' }],
    ['elsewhere', 'grant', ['clerk'], { reason: 'unknownState' }],
    ['draft', 'grant', ['clerk'], { reason: 'impossible' }],
    ['submitted', 'grant', ['applicant'], { reason: 'notYours', by: ['clerk'] }],
    ['submitted', 'grant', ['clerk'], { reason: 'guards', unmet: ['complete'] }],
  ])('refuses %s × %s by %j with the reason', (state, action, bodies, refused) => {
    expect(next(TABLE, state, action, facts(bodies))).toMatchObject({ allowed: false, refused });
  });
  it('says what is possible instead', () => {
    expect(next(TABLE, 'submitted', 'grant', facts(['clerk']))).toMatchObject({ possible: ['refuse'] });
    expect(actionsFrom(TABLE, 'submitted')).toEqual(['grant', 'refuse']);
  });
  it('allows an action exactly when it is among the possible ones', () => {
    const subset = (all: string[]) => fc.subarray(all);
    fc.assert(
      fc.property(
        fc.constantFrom(...statesOf(TABLE)),
        fc.constantFrom(...actionsOf(TABLE)),
        subset(['applicant', 'clerk', 'committee']),
        subset(['small', 'complete', 'pledged']),
        (state, action, bodies, held) => {
          const known = facts(bodies, ...held);
          expect(next(TABLE, state, action, known).allowed).toBe(possibleActions(TABLE, state, known).includes(action));
        },
      ),
    );
  });
});

describe('checkTable', () => {
  it('finds nothing wrong with a table that works', () => expect(checkTable(TABLE)).toEqual([]));
  it('finds states never reached, cases that never end, rows after the end and rows never meant', () => {
    const broken: WorkflowTable = {
      ...TABLE,
      transitions: [
        ...TABLE.transitions,
        row('lost', 'grant', 'granted'),
        row('waiting', 'park', 'parked'),
        row('granted', 'refuse', 'refused'),
        row('submitted', 'refuse', 'granted'),
      ],
    };
    expect(checkTable(broken)).toEqual([
      { problem: 'unreachable', state: 'lost' },
      { problem: 'deadEnd', state: 'parked' },
      { problem: 'afterEnd', state: 'granted', action: 'refuse' },
      { problem: 'shadowed', state: 'submitted', action: 'refuse' },
    ]);
  });
});

describe('pathsThrough', () => {
  it('ends every way at an end and uses every row', () => {
    const paths = pathsThrough(TABLE);
    expect(paths.every((path) => TABLE.ends.includes(path.at(-1)?.to ?? ''))).toBe(true);
    expect(new Set(paths.flat())).toEqual(new Set(TABLE.transitions));
    expect(paths[0]?.map(({ action }) => action)).toEqual(['submit', 'grant']);
  });
  it('stops on loops', () => {
    const looping = { ...TABLE, transitions: [...TABLE.transitions, row('submitted', 'ask', 'draft')] };
    expect(pathsThrough(looping, 50).length).toBeLessThanOrEqual(50);
  });
});

describe('the diagram', () => {
  const words = { state: (id: string) => `S${id}`, action: (id: string) => `A${id}`, body: (id: string) => `B${id}` };
  it('has a node per state and an edge per row', () => {
    const { nodes, edges } = diagramOf(TABLE, words);
    expect(nodes.map(({ id, kind }) => `${id}:${kind}`)).toEqual(['draft:start', 'waiting:middle', 'submitted:middle', 'granted:end', 'refused:end']);
    expect(edges).toHaveLength(TABLE.transitions.length);
  });
  it('is written as Mermaid', () => {
    const text = mermaidOf(diagramOf(TABLE, words));
    expect(text).toContain('submitted --> granted : Agrant（Bclerk）');
    expect(text).toContain('granted --> [*]');
  });
});
