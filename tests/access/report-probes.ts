/** Who may write, hand in and decide on reports, what screens are told of it, and which reports are listed. */
import { acceptReport } from '#modules/reports/server/commands/accept-report.ts';
import { renderReport } from '#modules/reports/server/queries/render-report.ts';
import { getProgress } from '#modules/plans/server/queries/get-progress.ts';
import { askAs, contextOf, differs, outcomeOf, seatOf } from './asking.ts';
import { holds } from './expected-rights.ts';
import { PERIOD, PLAN } from './fill-places.ts';
import type { House, Seat } from './open-house.ts';
import { liesWithin, type Place, PINGDINGSHAN, WEIDONG, XINHUA } from './places.ts';
import type { Probe } from './probes.ts';
import { get, send, thingsAt } from './question.ts';

const CLERK = 'districtCivilAffairsStaff';
const reportAt = (house: House, place: Place) => thingsAt(house, place).report ?? 0;

function expectedAbilities(seat: Seat, place: Place, state: 'draft' | 'handedIn') {
  const isOwn = seat.place.code === place.code;
  return {
    edit: isOwn && state === 'draft' && holds(seat.role, 'writeReports'),
    handIn: isOwn && state === 'draft' && holds(seat.role, 'handInReports'),
    decide: !isOwn && state === 'handedIn' && holds(seat.role, 'decideReports'),
  };
}

/** What every role is told that it may do with its own report and those below. */
async function wrongAbilities(house: House, place: Place, state: 'draft' | 'handedIn'): Promise<string[]> {
  const wrong: string[] = [];
  for (const seat of house.seats.filter(({ role, place: own }) => holds(role, 'seeReports') && liesWithin(place.code, own))) {
    const { abilities } = (await askAs(house, seat.role, get(`/reports/${reportAt(house, place)}`))).json();
    wrong.push(...differs(`abilities of ${seat.role} with the ${state} report of ${place.code}`, abilities, expectedAbilities(seat, place, state)));
  }
  return wrong;
}

async function handIn(house: House, role: typeof CLERK | 'cityCivilAffairsStaff', place: Place): Promise<void> {
  const version: number = (await askAs(house, role, get(`/reports/${reportAt(house, place)}`))).json().version;
  const reply = await askAs(house, role, send('POST', `/reports/${reportAt(house, place)}/hand-in`, { version }));
  if (reply.statusCode !== 200) throw new Error(reply.body);
}

/** Handed in, a report is decided on by another office and by somebody else. */
async function wrongDecisions(house: House): Promise<string[]> {
  await handIn(house, CLERK, XINHUA);
  await handIn(house, 'cityCivilAffairsStaff', PINGDINGSHAN);
  const accept = async (place: Place) => {
    const { version } = (await askAs(house, 'cityCivilAffairsStaff', get(`/reports/${reportAt(house, place)}`))).json();
    return { id: reportAt(house, place), version };
  };
  const wrong = [...(await wrongAbilities(house, XINHUA, 'handedIn')), ...(await wrongAbilities(house, PINGDINGSHAN, 'handedIn'))];
  const own = await askAs(house, 'cityCivilAffairsStaff', send('POST', `/reports/${reportAt(house, PINGDINGSHAN)}/accept`, await accept(PINGDINGSHAN)));
  wrong.push(...differs('a city accepts its own report', own.json().code, 'REPORT_OWN_DECISION'));
  // who handed it in holds a post of the city as well
  const city = await contextOf(house, 'cityCivilAffairsStaff');
  const again = { ...city, actor: { ...city.actor, id: String(seatOf(house, CLERK).accountId) } };
  wrong.push(...differs('whoever handed in accepts', await outcomeOf(acceptReport(again, await accept(XINHUA))), 'REPORT_OWN_DECISION'));
  return wrong;
}

/** The list, with and without a division, has the reports of the place and no others. */
async function wrongListed(house: House): Promise<string[]> {
  const wrong: string[] = [];
  for (const [role, division, want] of [
    [CLERK, '', [XINHUA.code]],
    ['cityCivilAffairsStaff', '', [PINGDINGSHAN.code, XINHUA.code, WEIDONG.code]],
    ['cityCivilAffairsStaff', `&division=${WEIDONG.code}`, [WEIDONG.code]],
  ] as const) {
    const { reports } = (await askAs(house, role, get(`/reports?plan=${PLAN}${division}`))).json();
    const codes = (reports as { division: string }[]).map((report) => report.division);
    wrong.push(...differs(`reports listed for ${role}${division}`, codes.sort(), [...want].sort()));
  }
  return wrong;
}

/** Reports and progress without a route: the command line asks the use case itself. */
async function wrongWithoutRoute(house: House): Promise<string[]> {
  const context = await contextOf(house, 'systemAdministrator');
  const rendered = renderReport(context, { plan: PLAN, period: PERIOD, division: XINHUA.code, format: 'docx' } as Parameters<typeof renderReport>[1]);
  return [
    ...differs('a report for whom may read none', await outcomeOf(rendered), 'PERMISSION_MISSING'),
    ...differs('progress for whom may read none', await outcomeOf(getProgress(context, { plan: PLAN })), 'PERMISSION_MISSING'),
    ...differs(
      'a report of another place',
      await outcomeOf(
        renderReport(await contextOf(house, CLERK), { plan: PLAN, period: PERIOD, division: WEIDONG.code, format: 'docx' } as Parameters<
          typeof renderReport
        >[1]),
      ),
      'DIVISION_UNKNOWN',
    ),
  ];
}

/** The default place of a plan of everybody is the caller's own. */
async function wrongDefaultPlace(house: House): Promise<string[]> {
  const progress = (await askAs(house, CLERK, get(`/plans/${PLAN}/progress`))).json();
  const stranger = (await askAs(house, CLERK, get(`/plans/guangzhou-2021/progress?division=${XINHUA.code}`))).json();
  return [
    ...differs('the place that a plan shows first', progress.division, XINHUA.code),
    ...differs('a place that a plan does not cover', stranger.code, 'DIVISION_OUTSIDE_PLAN'),
  ];
}

export function reportProbes(): Probe[] {
  return [
    { name: 'reports listed', changes: false, run: wrongListed },
    { name: 'reports without a route', changes: false, run: wrongWithoutRoute },
    { name: 'the default place', changes: false, run: wrongDefaultPlace },
    {
      name: 'abilities with drafts',
      changes: false,
      run: async (house) => [...(await wrongAbilities(house, XINHUA, 'draft')), ...(await wrongAbilities(house, PINGDINGSHAN, 'draft'))],
    },
    { name: 'decisions on reports', changes: true, run: wrongDecisions },
  ];
}
