import { describe, expect, it } from 'vitest';
import type { RuleSetFile } from '../../contract/rule-set-file.ts';
import { isPlain, ownRowOf, type Step, weightOf, withOwnRow, withWeight } from './step-rows.ts';

const STEP: Step = {
  from: 'submitted',
  action: 'grant',
  to: 'granted',
  by: ['street'],
  when: [],
  guards: ['statusFits', 'pledged'],
  advice: ['partyClause'],
  effects: ['file'],
  notices: ['filingCertificate'],
  clause: 'HN L42',
};
const CONTENT: RuleSetFile = { id: 'liwan', name: '荔湾区', division: '440103000000', documents: {}, settings: {}, procedures: {} };

describe('a step as an own row', () => {
  it('is taken over as it holds, changed, and given back', () => {
    const own = withOwnRow(CONTENT, 'filing', STEP, STEP as never);
    const row = ownRowOf(own, 'filing', STEP);
    if (!row) throw new Error('no row');
    expect(row).toEqual({
      to: 'granted',
      by: ['street'],
      guards: ['statusFits', 'pledged'],
      advice: ['partyClause'],
      effects: ['file'],
      notices: ['filingCertificate'],
      clause: 'HN L42',
    });
    const demanded = withWeight(row, 'partyClause', 'guard');
    expect([weightOf(demanded, 'partyClause'), demanded.advice]).toEqual(['guard', []]);
    expect(weightOf(withWeight(row, 'pledged', 'none'), 'pledged')).toBe('none');
    expect(ownRowOf(withOwnRow(own, 'filing', STEP, undefined), 'filing', STEP)).toBeUndefined();
  });

  it('is left to the text of the file where several are told apart', () => {
    expect(isPlain([STEP], STEP)).toBe(true);
    expect(isPlain([STEP, { ...STEP, when: ['isFiled'] }], STEP)).toBe(false);
  });
});
