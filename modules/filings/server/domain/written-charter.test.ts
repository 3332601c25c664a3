import { expect, it } from 'vitest';
import { CHARTER_BLANK } from '#modules/organizations/contract/charter.ts';
import { CHARTER_WRITTEN_HERE, type FilingForm } from '../../contract/application.ts';
import { writtenCharter } from './written-charter.ts';

const TEXT = '春晖互助社章程';
const here = (material: 'charter' | 'newCharter') => [{ material, reference: CHARTER_WRITTEN_HERE }];

it.each<[string, FilingForm, Parameters<typeof writtenCharter>[1], string | undefined]>([
  ['written out and noted as handed in', { charterText: TEXT }, here('charter'), TEXT],
  ['with a blank left', { charterText: `${TEXT}${CHARTER_BLANK}` }, here('charter'), undefined],
  ['begun, and then handed in on paper', { charterText: TEXT }, [{ material: 'charter', reference: '纸质' }], undefined],
  ['begun, and nothing handed in', { charterText: TEXT }, [], undefined],
  ['of a change of the charter', { charterText: TEXT, changes: { charter: true } }, here('newCharter'), TEXT],
  ['of a change of the address only', { charterText: TEXT, changes: { venues: ['新活动室'] } }, here('newCharter'), undefined],
  ['never written here', {}, here('charter'), undefined],
])('a charter %s', (_what, form, materials, text) => expect(writtenCharter(form, materials)).toBe(text));
