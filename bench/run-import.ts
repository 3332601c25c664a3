/**
 * A workbook of many organizations: first import, the same again, export, beside COPY of the same rows. `node --heap-growing-percent=40 --max-semi-space-size=8 --no-maglev bench/run-import.ts [--rows 100000] [--write]`,
 * with the flags that the product starts with.
 * The workbook is made by another process, so that the memory told is that of the import.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { createPlatform, type RunningPlatform } from '#apps/server/compose.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { exportEvidence, importEvidence } from '#modules/evidence/server/public.ts';
import { loadPlanFile } from '#modules/plans/server/public.ts';
import { systemActor } from '#platform/access/actor.ts';
import { readConfig } from '#platform/config/config.ts';
import type { Context } from '#platform/context.ts';
import type { ImportOptions } from '#platform/imports/import-workbook.ts';
import { ImportReport } from '#platform/imports/import-report.ts';
import { openSheet, readChunks } from '#platform/imports/sheet-rows.ts';
import { dayInChina } from '#shared/day.ts';
import { copyRows } from './import/copy-rows.ts';
import { HEADINGS, inventedOrganizations } from './import/invented-rows.ts';
import { processorTime } from './import/processor-time.ts';
import { describeMachine } from './machine.ts';
import { asOwner } from './open-nation.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    write: { type: 'boolean', default: false },
    'workbook-to': { type: 'string' },
    communities: { type: 'string', default: '' },
  },
});
const ROWS = Number(values.rows);
const SHEET = '社区社会组织';
const PLANS = ['guangzhou-2021.yaml', 'national-2021.yaml'];
/** What an import of organizations writes. */
const TABLES = ['organizations', 'record_versions', 'organization_former_names', 'import_batches'];
const say = (line: string) => console.error(line);

if (values['workbook-to'] === undefined) await inFolder(run);
else await makeWorkbook(values['workbook-to'], JSON.parse(await readFile(values.communities, 'utf8')) as string[]);

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeWorkbook(file: string, communities: readonly string[]): Promise<void> {
  const columns = HEADINGS.map((heading) => ({ heading, kind: heading === '成立日期' ? ('date' as const) : ('general' as const) }));
  await pipeline(Readable.from(writeWorkbook([{ name: SHEET, columns, rows: inventedOrganizations(ROWS, communities) }])), createWriteStream(file));
}

async function run(folder: string): Promise<void> {
  const running = await createPlatform(readConfig({}, folder));
  try {
    const context = contextOf(running);
    await loadDivisions(context, { scope: ['440100'] });
    for (const plan of PLANS) await loadPlanFile(context, plan, await readFile(new URL(`../plans/${plan}`, import.meta.url), 'utf8'));
    const workbook = await workbookOf(context, folder);
    say(`${ROWS} rows, ${Math.round(workbook.length / 1024)} kB`);
    const machine = await describeMachine({ context });
    const lines = [...(await measure(running, context, workbook)), ''];
    console.log([machine, ...lines].join('\n'));
    if (values.write) await writeResults([machine, ...lines], 'import');
  } finally {
    await running.close();
  }
}

function contextOf({ platform }: RunningPlatform): Context {
  const now = platform.clock.now();
  return { platform, actor: systemActor('system:cli'), now, today: dayInChina(now), requestId: 'bench', origin: 'bench' };
}

async function workbookOf(context: Context, folder: string): Promise<Buffer> {
  const { rows } = await sql<{ code: string }>`select lpad(key::text, 12, '0') as code from divisions where level = 5`.execute(context.platform.db);
  const [list, file] = [path.join(folder, 'communities.json'), path.join(folder, 'rows.xlsx')];
  await writeFile(list, JSON.stringify(rows.map(({ code }) => code)));
  const maker = spawn(process.execPath, [fileURLToPath(import.meta.url), '--rows', String(ROWS), '--workbook-to', file, '--communities', list], {
    stdio: 'inherit',
  });
  const [code] = await once(maker, 'close');
  if (code !== 0) throw new Error('the workbook was not made');
  return readFile(file);
}

async function measure(running: RunningPlatform, context: Context, workbook: Buffer): Promise<string[]> {
  const { db } = context.platform;
  const parts: string[] = [];
  const part = async <T>(name: string, work: () => Promise<T>): Promise<{ result: T; seconds: number }> => {
    const [before, start] = [await processorTime(db), performance.now()];
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    const after = await processorTime(db);
    const memory = process.resourceUsage().maxRSS / 1024;
    const line = `| ${name} | ${seconds.toFixed(1)} | ${(ROWS / seconds).toFixed(0)} | ${(after.process - before.process).toFixed(1)} | ${(after.database - before.database).toFixed(1)} | ${memory.toFixed(0)} |`;
    say(line);
    parts.push(line);
    return { result, seconds };
  };
  const bring = (options: ImportOptions = {}) => importEvidence(context, productRegisters, workbook, { fileName: 'rows.xlsx', ...options });

  const counting = timeOfCounting(context);
  let [written, ended] = [0, 0];
  const onProgress: ImportOptions['onProgress'] = ({ stage }) => {
    if (stage === 'counting') written = performance.now();
  };
  const first = await part('**first import**: read, checked, written with history, audited, counted, committed', () =>
    bring({ onProgress }).finally(() => (ended = performance.now())),
  );
  const counted = counting();
  const finished = (ended - written) / 1000 - counted;
  const again = await part('the same file again, nothing changes', () => bring());
  require(first.result.sheets[0]?.created === ROWS && again.result.sheets[0]?.unchanged === ROWS, 'not all rows came in');
  const copies = { table: await copyOf(running, ['organizations']), all: await copyOf(running, TABLES) };
  await part('the .xlsx read, nothing made of it', () => readRows(workbook));
  await part('the .xlsx read and every cell checked by itself', () => readCells(workbook, context));
  await part('export with clear personal data', () => exported(context));
  await emptied(running);
  const upload = await part('first import as the console does it: looked through in a thread of its own first', () => bring({ isUpload: true }));
  require(upload.result.sheets[0]?.created === ROWS, 'not all rows came in');
  return [
    `| ${ROWS.toLocaleString('en')} organizations with ID numbers and phones | s | rows/s | processor of the process, s | of the database, s | peak memory of the process so far, MB |`,
    '|---|---:|---:|---:|---:|---:|',
    ...parts,
    '',
    `Counting (all measures of ${PLANS.length} plans in the districts touched) is ${counted.toFixed(2)} s of the first import, its batch, the audit entry in the chain and the commit ${finished.toFixed(2)} s.`,
    '',
    '| COPY through the bare driver (`pg-copy-streams`), one transaction, tables of the same checks and indexes | rows | s | first import ÷ COPY |',
    '|---|---:|---:|---:|',
    ...Object.entries({ 'the table of organizations': copies.table, 'every table that the import writes (organizations, history, batch)': copies.all }).map(
      ([name, { rows, seconds }]) => `| ${name} | ${rows.toLocaleString('en')} | ${seconds.toFixed(1)} | ${(first.seconds / seconds).toFixed(2)} |`,
    ),
  ];
}

function require(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

async function readRows(workbook: Uint8Array): Promise<number> {
  let count = 0;
  for (const sheet of await readWorkbook(workbook)) for await (const { cells } of sheet.rows()) count += cells.length;
  return count;
}

async function readCells(workbook: Uint8Array, context: Context): Promise<number> {
  let count = 0;
  for (const sheet of await readWorkbook(workbook)) {
    const definition = productRegisters.bySheet.get(sheet.name);
    const reading = definition && (await openSheet(definition, sheet, new ImportReport()));
    if (reading) for await (const rows of readChunks(reading, context.today)) count += rows.length;
  }
  return count;
}

/** @returns tells how many seconds the counters took since */
function timeOfCounting(context: Context): () => number {
  const { facts } = context.platform;
  let seconds = 0;
  context.platform.facts = {
    ...facts,
    async changed(tx, change) {
      const start = performance.now();
      await facts.changed(tx, change);
      seconds += (performance.now() - start) / 1000;
    },
  };
  return () => seconds;
}

/** The middle one of three. */
async function copyOf({ owner }: RunningPlatform, tables: readonly string[]) {
  const copies = [await copyRows(owner, tables), await copyRows(owner, tables), await copyRows(owner, tables)].sort(
    (one, other) => one.seconds - other.seconds,
  );
  for (const { rows, seconds } of copies) say(`COPY ${tables.join(', ')}: ${rows} rows in ${seconds.toFixed(1)} s`);
  const [, middle] = copies;
  if (!middle) throw new Error('no copy was made');
  return middle;
}

async function exported(context: Context): Promise<number> {
  let bytes = 0;
  for await (const piece of await exportEvidence(context, productRegisters, { masked: false, reason: 'bench' })) bytes += piece.length;
  return bytes;
}

async function emptied({ owner }: RunningPlatform): Promise<void> {
  await asOwner(owner, (client) => client.query(`truncate ${TABLES.join(', ')}`));
  await asOwner(owner, (client) => client.query('vacuum analyze'));
}
