/**
 * The bench at nation size: `node bench/run-nation.ts --folder DIR [--scope 410400,440100] [--per-community 9.7]
 * [--activities 32.3] [--volunteers 8.06] [--fill-only] [--server URL] [--write]`.
 * Fills the database at the first run, then measures; `--write` puts the tables into docs/performance.md.
 */
import { parseArgs } from 'node:util';
import { measureColumns } from './measure-columns.ts';
import { measureChange } from './measure-change.ts';
import { measureReads } from './measure-reads.ts';
import { measureScan } from './measure-scan.ts';
import { measureSearch } from './measure-search.ts';
import { choosePlaces } from './nation-places.ts';
import { openNation } from './open-nation.ts';
import { describeMachine, describeSize } from './machine.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'data/bench' },
    scope: { type: 'string', default: 'all' },
    'per-community': { type: 'string', default: '9.7' },
    activities: { type: 'string', default: '1.75' },
    volunteers: { type: 'string', default: '0' },
    'fill-only': { type: 'boolean', default: false },
    server: { type: 'string' },
    runs: { type: 'string', default: '200' },
    write: { type: 'boolean', default: false },
  },
});
const say = (line: string) => console.error(line);

const nation = await openNation({
  folder: values.folder,
  server: values.server,
  scope: values.scope === 'all' ? 'all' : values.scope.split(','),
  organizationsPerCommunity: Number(values['per-community']),
  activitiesPerCommunity: Number(values.activities),
  volunteersPerCommunity: Number(values.volunteers),
  say,
});
try {
  if (values['fill-only']) console.log(await describeSize(nation));
  else await measure();
} finally {
  await nation.close();
}

async function measure(): Promise<void> {
  const places = await choosePlaces(nation.context);
  const runs = Number(values.runs);
  const sections = [
    await describeMachine(nation),
    await describeSize(nation),
    await measureReads(nation, places, runs, say),
    await measureSearch(nation, Math.min(runs, 100), say),
    await measureChange(nation, places, Math.min(runs, 100), say),
    await measureScan(nation, say),
    await measureColumns(nation, say),
  ];
  console.log(sections.join('\n'));
  if (values.write) await writeResults(sections, 'nation');
}
