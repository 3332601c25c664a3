/** What a place is told of its figures depends on its own records alone: more records elsewhere change no letter of it. */
import { checkFigures } from '#modules/indicators/server/public.ts';
import { inTransaction } from '#platform/db/database.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { importEvidence } from '#modules/evidence/server/commands/import-evidence.ts';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { askAs, differs } from './asking.ts';
import { canaryPerson } from './canaries.ts';
import { operatorAt, PERIOD, PLAN, rowsAt } from './fill-places.ts';
import type { House } from './open-house.ts';
import { GUANGDONG, GUANGMING, HENAN, type Place, SHUNAN, WEIDONG, XINHUA } from './places.ts';
import type { Probe } from './probes.ts';
import { get } from './question.ts';

const TARGETS = ['MCA-Q01', 'MCA-Q02', 'MCA-Q03'];
const SEEN_FROM = {
  districtCivilAffairsStaff: XINHUA.code,
  streetStaff: '410402001000',
  neighborhoodCommitteeStaff: '410402001001',
} as const;

function questions(division: string): string[] {
  const plans = [PLAN, 'pingdingshan-2021'];
  const ofPlan = plans.flatMap((plan) => [`/plans/${plan}/progress?division=${division}`, `/plans/${plan}/gaps?withTotal=true&division=${division}`]);
  const past = [`/plans/pingdingshan-2021/progress?division=${division}&asOf=2022-12-31&boundaries=then`];
  const behind = TARGETS.flatMap((target) =>
    ['children', 'units', 'trend', 'records'].map((view) => `/plans/${PLAN}/targets/${target}/${view}?division=${division}`),
  );
  const changes = TARGETS.map((target) => `/plans/${PLAN}/targets/${target}/changes?asOf=2022-03-31&division=${division}`);
  return [...ofPlan, ...past, ...behind, ...changes, `/reports/duties?plan=${PLAN}&period=${PERIOD}&division=${division}`];
}

async function answers(house: House): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [role, division] of Object.entries(SEEN_FROM)) {
    for (const url of questions(division)) {
      const reply = await askAs(house, role as keyof typeof SEEN_FROM, get(url));
      found.set(`${role} ${url}`, `${reply.statusCode} ${reply.body}`);
    }
  }
  return found;
}

function changed(before: Map<string, string>, after: Map<string, string>, why: string): string[] {
  return [...before].filter(([question, answer]) => after.get(question) !== answer).map(([question]) => `${question} is answered otherwise ${why}`);
}

/** The same things once more, under other names. */
async function addAt(house: House, place: Place): Promise<void> {
  const rows = JSON.parse(JSON.stringify(rowsAt(place, canaryPerson(700))).replaceAll(`标记${place.code}`, `另记${place.code}`));
  const outcome = await importEvidence(operatorAt(house.operator, place), productRegisters, await evidenceWorkbook(rows), { fileName: 'more.xlsx' });
  if (outcome.batchId === null) throw new Error(JSON.stringify(outcome.findings));
}

async function wrongWithMoreElsewhere(house: House): Promise<string[]> {
  const before = await answers(house);
  for (const place of [WEIDONG, HENAN, GUANGDONG]) await addAt(house, place);
  const wrong = changed(before, await answers(house), 'after more was entered elsewhere');
  const street = await answers(house);
  for (const place of [GUANGMING, SHUNAN]) await addAt(house, place);
  const after = await answers(house);
  const inside = (question: string) => question.startsWith('neighborhoodCommitteeStaff');
  return [...wrong, ...changed(new Map([...street].filter(([question]) => inside(question))), after, 'after more was entered beside it')];
}

/** Counting again finds what was counted, in every district, and changes no answer. */
async function wrongCounted(house: House): Promise<string[]> {
  const { drift } = await checkFigures(house.operator);
  const before = await answers(house);
  const sets = [...house.operator.platform.facts.sets.keys()];
  await inTransaction(house.db, (tx) => house.operator.platform.facts.changed(tx, { sets, districts: [410402], today: house.operator.today }));
  return [...differs('drift', drift.slice(0, 1), []), ...changed(before, await answers(house), 'after counting again')];
}

export function figureProbes(): Probe[] {
  return [
    { name: 'figures counted again', changes: true, run: wrongCounted },
    { name: 'figures and what lies elsewhere', changes: true, run: wrongWithMoreElsewhere },
  ];
}
