import { describe, expect, it } from 'vitest';
import { ACTIONS, wordsOf } from '../../contract/workflow.ts';
import { askedBy, keyOf, labelOf, orderOf } from './decisions.ts';

describe('the decision bar', () => {
  it('has a place for every step that people take', () => {
    const steps = wordsOf(ACTIONS).filter((action) => !['start', 'edit', 'lapse'].includes(action));
    expect(steps.filter((action) => orderOf(action) < 0)).toEqual([]);
  });

  it('names what is decided', () => {
    expect(labelOf({ procedure: 'filing' }, { action: 'grant', label: '准予' })).toBe('准予备案');
    expect(labelOf({ procedure: 'authorityCancellation' }, { action: 'grant', label: '准予' })).toBe('决定取消备案');
    expect(labelOf({ procedure: 'filing' }, { action: 'withdraw', label: '撤回' })).toBe('撤回');
  });

  it('gives no two buttons of one case the same key', () => {
    expect([keyOf('grant'), keyOf('requestSupplement'), keyOf('refuse'), keyOf('withdraw')]).toEqual(['A', 'R', 'N', undefined]);
  });

  it('asks for what the rules demand with a step', () => {
    const grounds = [{ ground: 'fraud' as const, label: '弄虚作假' }];
    expect(askedBy({ procedure: 'filing', grounds }, 'refuse')).toMatchObject({ reason: 'needed', ground: true });
    expect(askedBy({ procedure: 'registration', grounds }, 'grant')).toMatchObject({ creditCode: true, ground: false });
    expect(askedBy({ procedure: 'authorityCancellation', grounds }, 'grant')).toMatchObject({ ground: true });
    expect(askedBy({ procedure: 'filing', grounds: [] }, 'grant')).toMatchObject({ reason: null, ground: false, creditCode: false });
  });
});
