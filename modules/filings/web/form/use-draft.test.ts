import { describe, expect, it } from 'vitest';
import type { DraftInput } from '../../contract/application.ts';
import { changeOf, layBack, takeFrom, together } from './use-draft.ts';

describe('what was typed', () => {
  it('sends a part whole and names what was emptied', () => {
    expect(changeOf({ changes: { name: '新名' } }, 'changes.name', '新名')).toEqual({ form: { changes: { name: '新名' } } });
    expect(changeOf({}, 'memberCount', undefined)).toEqual({ clear: ['memberCount'] });
  });

  it('lays the later over the earlier', () => {
    expect(together({ form: { name: '甲', memberCount: 3 } }, { form: { name: '乙' } })).toEqual({ form: { name: '乙', memberCount: 3 } });
    expect(together({ form: { memberCount: 3 } }, { clear: ['memberCount'] })).toEqual({ clear: ['memberCount'] });
    expect(together({ clear: ['memberCount'] }, { form: { memberCount: 5 } })).toEqual({ form: { memberCount: 5 } });
    expect(together({ leaderPhone: '138' }, { leaderPhone: null })).toEqual({ leaderPhone: null });
  });

  it('is not lost when the step that took it along is refused', () => {
    const work: { pending: DraftInput; timer: undefined } = { pending: { form: { name: '甲', memberCount: 3 } }, timer: undefined };
    const taken = takeFrom(work);
    expect([taken, takeFrom(work)]).toEqual([{ form: { name: '甲', memberCount: 3 } }, undefined]);
    work.pending = { form: { name: '乙' } };
    layBack(work, taken ?? {});
    expect(takeFrom(work)).toEqual({ form: { name: '乙', memberCount: 3 } });
  });
});
