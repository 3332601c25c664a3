import { describe, expect, it } from 'vitest';
import { type Actor, grantsOf, NOBODY, systemActor } from './actor.ts';
import { can, intersect, requirePermission, requireWithin } from './jurisdiction.ts';

const clerk: Actor = { ...NOBODY, grants: new Map([...grantsOf(['record.read'], ['general', 'personal']), ...grantsOf(['plan.read'], ['general'])]) };

describe('can', () => {
  it.each([
    [clerk, 'record.read', undefined, true],
    [clerk, 'record.read', 'general', true],
    [clerk, 'record.read', 'personal', true],
    [clerk, 'record.read', 'restricted', false],
    [clerk, 'record.read', 'financial', false],
    [clerk, 'plan.read', 'general', true],
    [clerk, 'plan.read', 'personal', false],
    [clerk, 'record.edit', undefined, false],
    [clerk, 'record.edit', 'general', false],
    [NOBODY, 'plan.read', undefined, false],
    [systemActor('system:cli'), 'record.edit', 'restricted', true],
  ] as const)('%#: %o does %s over %s: %s', (actor, verb, dataClass, answer) => {
    expect(can(actor, verb, dataClass)).toBe(answer);
  });
});

it('refuses a missing verb and a missing class apart', () => {
  expect(() => requirePermission(clerk, 'record.edit', 'personal')).toThrowError(expect.objectContaining({ code: 'PERMISSION_MISSING' }));
  expect(() => requirePermission(clerk, 'record.read', 'restricted')).toThrowError(expect.objectContaining({ code: 'DATA_CLASS_MISSING', status: 403 }));
  expect(() => requirePermission(clerk, 'record.read', 'personal')).not.toThrow();
});

it('hides what lies outside', () => {
  const actor = { ...clerk, range: { from: 100, to: 200 } };
  expect(() => requireWithin(actor, 199)).not.toThrow();
  for (const div of [99, 200]) expect(() => requireWithin(actor, div), String(div)).toThrowError(expect.objectContaining({ code: 'RECORD_NOT_FOUND' }));
});

it('finds what two ranges share', () => {
  expect(intersect({ from: 1, to: 5 }, { from: 3, to: 9 })).toEqual({ from: 3, to: 5 });
  expect(intersect({ from: 1, to: 2 }, { from: 3, to: 9 })).toEqual({ from: 3, to: 3 });
});
