import { describe, expect, it } from 'vitest';
import { queueQuery, viewOf } from './queue-views.ts';

describe('the queue of a desk', () => {
  it('shows what waits unless the address says otherwise', () => {
    expect(viewOf({})).toBe('waiting');
    expect(viewOf({ view: 'nonsense' })).toBe('waiting');
    expect(queueQuery({})).toMatchObject({ waiting: 'true' });
  });

  it('keeps the filters beside each view', () => {
    expect(queueQuery({ view: 'decided', procedure: 'filing', q: '合唱' })).toMatchObject({ standing: 'decided', procedure: 'filing', q: '合唱' });
    expect(queueQuery({ view: 'escalated' })).toMatchObject({ escalated: 'true' });
    expect(queueQuery({ view: 'overdue' })).not.toHaveProperty('standing');
  });
});
