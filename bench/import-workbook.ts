/**
 * How long a workbook of many organizations takes, and how much memory: first import, the same again, export.
 * Usage: node bench/import-workbook.ts [rows]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPlatform } from '#apps/server/compose.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { exportEvidence, importEvidence } from '#modules/evidence/server/public.ts';
import { systemActor } from '#platform/access/actor.ts';
import { readConfig } from '#platform/config/config.ts';
import type { Context } from '#platform/context.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { dayInChina } from '#shared/day.ts';
import { sql } from 'kysely';

const COUNT = Number(process.argv[2] ?? 100_000);

async function measure<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  const memory = process.memoryUsage().rss / 1024 / 1024;
  process.stdout.write(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${Math.round(memory)} MB resident\n`);
  return result;
}

function idNumber(index: number): string {
  const seventeen = `11010519900101${String(index % 1000).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
}

function* organizations(communities: readonly string[]) {
  for (let index = 0; index < COUNT; index += 1) {
    yield [
      `互助社${index}`,
      communities[index % communities.length] ?? '',
      '备案',
      '居民互助类',
      '2022-03-01',
      '张春',
      idNumber(index),
      13_800_000_000 + (index % 99_999_999),
      12 + (index % 30),
      '助老、助残',
      '否',
    ];
  }
}

const HEADINGS = [
  '名称',
  '所属区划代码',
  '管理层级',
  '组织类别',
  '成立日期',
  '负责人姓名',
  '负责人身份证号',
  '负责人手机号',
  '成员人数',
  '业务范围',
  '是否枢纽型',
];

async function run(folder: string): Promise<void> {
  const running = await createPlatform(readConfig({}, folder));
  const now = running.platform.clock.now();
  const context: Context = { platform: running.platform, actor: systemActor('system:cli'), now, today: dayInChina(now), requestId: 'bench', origin: 'bench' };
  try {
    await loadDivisions(context, { scope: ['440100'] });
    const { rows } = await sql<{ code: string }>`select lpad(key::text, 12, '0') as code from divisions where level = 5`.execute(context.platform.db);
    const specs = [
      {
        name: '社区社会组织',
        columns: HEADINGS.map((heading) => ({ heading, kind: heading === '成立日期' ? ('date' as const) : ('general' as const) })),
        rows: organizations(rows.map(({ code }) => code)),
      },
    ];
    const workbook = await measure(`write ${COUNT} rows`, async () => Buffer.concat(await Array.fromAsync(writeWorkbook(specs))));
    const first = await measure('first import', () => importEvidence(context, productRegisters, workbook));
    const again = await measure('again', () => importEvidence(context, productRegisters, workbook));
    process.stdout.write(`${JSON.stringify([first.sheets, again.sheets, first.findings.slice(0, 2)])}\n`);
    const bytes = await measure('export', async () => Buffer.concat(await Array.fromAsync(await exportEvidence(context, productRegisters, { masked: true }))));
    process.stdout.write(`workbook ${Math.round(workbook.length / 1024)} kB, export ${Math.round(bytes.length / 1024)} kB\n`);
  } finally {
    await running.close();
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'wotu-bench-'));
try {
  await run(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
