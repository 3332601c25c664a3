import { describe, expect, it } from 'vitest';
import { figureFormulaSchema } from './formula.ts';
import { needsOf } from './needs.ts';

const needs = (formula: object) => needsOf(figureFormulaSchema.parse(formula));
const sets = (formula: object) => Object.fromEntries([...needs(formula).sets].map(([name, attributes]) => [name, [...attributes].sort()]));

describe('what a formula needs', () => {
  it('names sets and attributes of tests, links and reach', () => {
    const linkedTo = { facts: 'charities', where: { isCharity: true }, on: { ownerName: 'names' } };
    expect(sets({ kind: 'count', of: { facts: 'designations', where: { kind: '品牌项目' }, linkedTo } })).toEqual({
      designations: ['kind', 'ownerName'],
      charities: ['isCharity', 'names'],
    });
    expect(sets({ kind: 'records', of: { facts: 'hubs' }, having: { count: { facts: 'workers', on: { organization: 'organization' } }, atLeast: 1 } })).toEqual(
      { hubs: ['organization'], workers: ['organization'] },
    );
    expect(sets({ kind: 'coverage', units: { level: 'community' }, having: { count: { facts: 'groups', at: 'reaching' }, atLeast: 1 } })).toEqual({
      groups: ['coversBelow'],
    });
  });

  it('looks links up in the whole district, by township too', () => {
    const found = needs({ kind: 'count', of: { facts: 'designations', linkedTo: { facts: 'points', on: { township: 'township' } } }, by: 'townships' });
    expect([...found.linkedSets]).toEqual(['points']);
    expect(found.sets.get('points')).toEqual(new Set());
  });

  it('looks at counties elsewhere for a partner', () => {
    const where = { partner: { unit: { level: 'county', within: '990100000000' } } };
    expect(needs({ kind: 'named', units: { level: 'county' }, having: { count: { facts: 'pairings', where, at: 'unit' }, atLeast: 1 } }).elsewhere).toEqual([
      { level: 'county', within: '990100000000' },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['a county', { kind: 'share', units: { level: 'county' }, having: { count: { facts: 'a' }, atLeast: 1 } }, []],
    ['a city that looks below', { kind: 'share', units: { level: 'city' }, having: { count: { facts: 'a' }, atLeast: 1 } }, ['city']],
    ['the office of a city', { kind: 'share', units: { level: 'city' }, having: { count: { facts: 'a', at: 'unit' }, atLeast: 1 } }, []],
    [
      'a city all of whose counties must have it',
      { kind: 'share', units: { level: 'city' }, having: { every: { level: 'county' }, having: { count: { facts: 'a', at: 'unit' }, atLeast: 1 } } },
      ['city'],
    ],
    ['an average per province', { kind: 'average', of: { facts: 'a' }, per: { level: 'province' }, listBelow: 1 }, ['province']],
    [
      'the office of a city that holds a village',
      { kind: 'share', units: { level: 'city', holding: { level: 'community', kind: 'rural' } }, having: { count: { facts: 'a', at: 'unit' }, atLeast: 1 } },
      ['city'],
    ],
  ])('%s', (_name, formula, levels) => {
    expect([...needs(formula).wideLevels]).toEqual(levels);
  });

  it('tells where a unit looks for its facts: at its code, inside, or at its township too; the widest of several', () => {
    const count = (facts: string, at?: string) => ({ count: { facts, ...(at ? { at } : {}) }, atLeast: 1 });
    const any = [count('a', 'unit'), count('a'), count('b', 'unit'), count('c', 'reaching'), count('c', 'unit')];
    expect([...needs({ kind: 'share', units: { level: 'community' }, having: { any } }).reach]).toEqual([
      ['a', 'within'],
      ['b', 'unit'],
      ['c', 'reaching'],
    ]);
    const records = { kind: 'records', of: { facts: 'hubs' }, having: { count: { facts: 'workers', on: { hub: 'hub' } }, atLeast: 1 } };
    expect([...needs(records).reach]).toEqual([['hubs', 'unit']]);
  });

  it('tells whether a unit looks at those below it', () => {
    const having = { count: { facts: 'a' }, atLeast: 1 };
    const looksBelow = (formula: object) => needs(formula).looksBelow;
    expect(looksBelow({ kind: 'share', units: { level: 'township' }, having })).toBe(false);
    expect(looksBelow({ kind: 'average', of: { facts: 'a' }, per: { level: 'township', holding: { level: 'community' } }, listBelow: 1 })).toBe(true);
    expect(looksBelow({ kind: 'share', units: { level: 'township' }, having: { any: [having, { every: { level: 'community' }, having }] } })).toBe(true);
  });
});
