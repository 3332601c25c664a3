import { describe, expect, it } from 'vitest';
import { operationSchema } from '../contract/operations.ts';
import type { DivisionDetail } from '../contract/division.ts';
import { emptyDraft, operationOf } from './operation-draft.ts';

const division: DivisionDetail = {
  code: '440103001000',
  name: '沙面街道',
  level: 'township',
  parent: '440103000000',
  kind: null,
  counted: true,
  alsoCounty: false,
  officialCodes: ['440103001000'],
  shortName: '沙面',
  committeeKind: null,
  validFrom: null,
  validTo: null,
  path: ['广东', '广州', '荔湾', '沙面'],
  childCount: 2,
  source: '国家统计局',
  formerStates: [],
  predecessors: [],
  successors: [],
};
const draft = { ...emptyDraft(division, '2023-06-30'), reason: '穗府〔2023〕1号' };

describe('an operation asked for in the dialog', () => {
  it('fits the contract for every kind', () => {
    const other = { code: '440103002000', name: '岭南街道' };
    const filled = { ...draft, name: '新沙面街道', other, parts: ['东沙街道', '西沙街道'] };
    for (const kind of ['rename', 'move', 'merge', 'split', 'create', 'close', 'reclassify'] as const) {
      expect(operationSchema.safeParse(operationOf(kind, division, filled, {})).error?.issues).toBeUndefined();
    }
  });

  it('merges into a new division when no existing one is chosen', () => {
    expect(operationOf('merge', division, { ...draft, name: '沙面岭南街道' }, {})).toMatchObject({ codes: ['440103001000'], into: { name: '沙面岭南街道' } });
  });

  it('sends each child of a split to its part and leaves the others', () => {
    const operation = operationOf('split', division, { ...draft, parts: ['东沙街道', ' ', '西沙街道'] }, { '440103001001': 1, '440103001002': 0 });
    expect(operation).toMatchObject({
      remains: true,
      parts: [
        { name: '东沙街道', children: ['440103001002'] },
        { name: '西沙街道', children: ['440103001001'] },
      ],
    });
  });
});
