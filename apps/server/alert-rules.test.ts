import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { noteDrill } from '#platform/backup/drill-log.ts';
import { inTransaction, openDatabase } from '#platform/db/database.ts';
import { startJobs } from '#platform/jobs/job-runner.ts';
import { testContext } from '#tests/support/context.ts';
import { renderGauges } from '#platform/watch/gauges.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { selfSigned } from '#tests/support/self-signed.ts';
import { createServer } from './create-server.ts';
import { createProductGauges } from './product-gauges.ts';
import { replicaGauges } from './replica-gauges.ts';

const { owner, ownerConnection } = await createTestDatabase();

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}

/** Prometheus's own words. */
const WORDS = new Set(['sum', 'rate', 'by', 'le', 'time', 'absent', 'or', 'histogram_quantile', 'up', 'job', 'status', 'percentile']);

it('the alarms look at figures that the server offers, each explained to the person on duty', async () => {
  const runner = await startJobs(ownerConnection, [], () => undefined);
  await runner.stop();
  await sql`insert into backups (id, written_at, file_name, rows, bytes) values (1, now(), 'a.wotu', 1, 1)`.execute(owner);
  await inTransaction(owner, (tx) => noteDrill(tx, testContext(owner), 'a.wotu', { refusal: '备份文件损坏。' }));
  await sql`insert into job_runs (id, job, attempt, most_attempts, started_at, finished_at, outcome) values (2, 'check-figures', 1, 8, now(), now(), 'done')`.execute(
    owner,
  );
  await sql`insert into figure_checks (id, started_at, finished_at, scope_from, scope_to, districts, drifted, details)
    values (3, now(), now(), 0, 1000000000000, 1, 0, '[]')`.execute(owner);
  // as the composition root opens it: a pool with a name is watched
  const watched = openDatabase({ ...ownerConnection, role: 'wotu_app', watchedAs: 'application', max: 2 });
  const tls = createTlsServer(selfSigned(new Date('2031-01-01'))).listen(0, '127.0.0.1');
  await once(tls, 'listening');
  const httpsOrigins = [`https://127.0.0.1:${(tls.address() as AddressInfo).port}`];
  const { app } = await createServer({ platform: testContext(watched).platform, log: false, installation: { dataFolder: '/', httpsOrigins } });
  await app.inject('/healthz');
  await vi.waitFor(async () => expect((await app.inject('/metrics')).body).toContain('wotu_certificate_end_timestamp_seconds{'));
  const offered = (await app.inject('/metrics')).body;
  tls.close();
  await app.close();
  await watched.destroy();
  const { groups } = parse(readFileSync(new URL('../../operations/prometheus-rules.yaml', import.meta.url), 'utf8')) as Rules;
  const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  for (const { alert, expr } of groups.flatMap(({ rules }) => rules)) {
    const names = [...expr.replaceAll(/"[^"]*"/g, '').matchAll(/[a-z_]{2,}/g)].map(([name]) => name).filter((name) => !WORDS.has(name));
    for (const name of names) expect(offered, `${alert}: ${name}`).toMatch(new RegExp(`^${name}[ {]`, 'm'));
    expect(guide).toContain(alert);
  }
  // figures without an alarm are explained as well, and none that is not there
  const replica = renderGauges(replicaGauges({ state: () => ({ lagMs: 1, isUsable: true, readings: 0, failures: 0 }) })).join('\n');
  const names = [...`${offered}\n${replica}`.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  const explained = [...guide.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name = '']) => name);
  expect(explained.toSorted()).toEqual(names.toSorted());
  expect(offered).toMatch(/^wotu_database_up 1$/m);
  expect(offered).toMatch(/^wotu_drill_last_good 0$/m);
});

it('a database that is away is a figure, not a failure', async () => {
  const away = openDatabase({ host: '127.0.0.1', port: 1, max: 1 });
  const gauges = await createProductGauges(away, '/nowhere/at/all')();
  await away.destroy();
  expect(gauges).toMatchObject([{ name: 'wotu_database_up', values: [{ value: 0 }] }]);
});
