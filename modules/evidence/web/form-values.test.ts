import { describe, expect, it } from 'vitest';
import { changedValues } from './form-values.ts';

describe('what a form sends', () => {
  it('is what was changed and nothing else, so masked values stay', () => {
    const stored = { name: '曙光文艺队', leaderPhone: '138****0001', memberCount: 12 };
    expect(changedValues(stored, { ...stored, memberCount: 15 })).toEqual({ memberCount: 15 });
  });

  it('clears an emptied field with null', () => {
    expect(changedValues({ note: '旧' }, { note: '' })).toEqual({ note: null });
  });

  it('does not take nothing for a change', () => {
    expect(changedValues({ endedOn: null }, { endedOn: null, services: null })).toEqual({});
  });
});
