import { describe, expect, it } from 'vitest';
import { asksNumbers, fieldsFor } from './needed-fields.ts';

const row = (action: string, guards: string[], advice: string[] = []) => ({ action, guards, advice });
const paths = (rules: Parameters<typeof fieldsFor>[0]) => fieldsFor(rules).map(({ path }) => path);

describe('the form of a procedure', () => {
  it('asks for what its rules judge, and for nothing else', () => {
    const ledger = { procedure: 'ledgerOpening' as const, transitions: [row('record', ['statusFits', 'formComplete'], ['ledgerItems'])] };
    expect(paths(ledger)).toEqual(['name', 'category', 'businessScopes', 'venues', 'majorActivities', 'memberCount', 'hasRoster', 'leaderName']);
    expect(asksNumbers(ledger)).toBe(true);
  });

  it('asks for party building where the place judges it', () => {
    const filing = { procedure: 'filing' as const, transitions: [row('submit', ['formComplete', 'pledged'])] };
    expect(paths(filing)).not.toContain('partyForm');
    expect(paths({ ...filing, transitions: [...filing.transitions, row('grant', [], ['partyOrganizationReady'])] })).toContain('partyForm');
  });

  it('leaves the reason of a refusal to its own dialog', () => {
    const filing = { procedure: 'filing' as const, transitions: [row('refuse', ['reasonGiven', 'groundGiven'])] };
    expect(paths(filing)).toEqual([]);
    expect(paths({ procedure: 'filingCancellation', transitions: [row('submit', ['reasonGiven'])] })).toEqual(['reason']);
  });
});
