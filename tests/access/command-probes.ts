/** Use cases that no route reaches: the command line calls them. */
import { resetFactorLocally, setPersonClosed } from '#modules/accounts/server/public.ts';
import { createDemonstrationData } from '#modules/demonstration/server/commands/create-demonstration-data.ts';
import { removeDemonstrationData } from '#modules/demonstration/server/commands/remove-demonstration-data.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { contextOf, differs, outcomeOf } from './asking.ts';
import { operatorAt } from './fill-places.ts';
import type { House } from './open-house.ts';
import { LOADED, XINHUA } from './places.ts';
import type { Probe } from './probes.ts';

const MISSING = 'PERMISSION_MISSING';

const wrongDivisions = async (house: House): Promise<string[]> => {
  const [resident, clerk] = [await contextOf(house, 'resident'), await contextOf(house, 'districtCivilAffairsStaff')];
  const again = await loadDivisions(house.operator, { scope: LOADED.slice(0, 1) });
  return [
    ...differs('a resident loads divisions', await outcomeOf(loadDivisions(resident, { scope: LOADED })), MISSING),
    ...differs('a clerk loads another county', await outcomeOf(loadDivisions(clerk, { scope: ['410403001'] })), 'DIVISION_NOT_FOUND'),
    ...differs('a clerk loads everything', await outcomeOf(loadDivisions(clerk, { scope: ['00'] })), 'DIVISION_NOT_FOUND'),
    ...differs('loading one township again brings', again.added, 0),
  ];
};

const wrongDemonstration = async (house: House): Promise<string[]> => {
  const [resident, county] = [await contextOf(house, 'resident'), operatorAt(house.operator, XINHUA)];
  const fill = { seed: 1, organizationsPerCommunity: 1, sheets: [] };
  return [
    ...differs('a resident removes the demonstration data', await outcomeOf(removeDemonstrationData(resident, [])), MISSING),
    ...differs('a county removes the demonstration data', await outcomeOf(removeDemonstrationData(county, [])), 'DEMONSTRATION_WHOLE'),
    ...differs('a resident fills in demonstration data', await outcomeOf(createDemonstrationData(resident, fill)), MISSING),
    ...differs('a county fills in demonstration data', await outcomeOf(createDemonstrationData(county, fill)), 'DEMONSTRATION_WHOLE'),
  ];
};

const wrongAtServer = async (house: House): Promise<string[]> => {
  const system = await contextOf(house, 'systemAdministrator');
  return [
    ...differs('an administrator takes a factor off alone', await outcomeOf(resetFactorLocally(system, 'seat-resident')), MISSING),
    ...differs('an administrator closes a person', await outcomeOf(setPersonClosed(system, '13800138000', true)), MISSING),
  ];
};

export function commandProbes(): Probe[] {
  return [
    { name: 'the operator’s commands', changes: false, run: wrongAtServer },
    { name: 'loading divisions', changes: true, run: wrongDivisions },
    { name: 'demonstration data', changes: true, run: wrongDemonstration },
  ];
}
