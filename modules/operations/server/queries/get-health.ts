import { statfs } from 'node:fs/promises';
import { lastBackup } from '#platform/backup/backup-log.ts';
import { lastDrill } from '#platform/backup/drill-log.ts';
import type { Context } from '#platform/context.ts';
import { countUnscanned } from '#platform/files/scan-waiting.ts';
import { findMissingMigrations } from '#platform/db/missing-migrations.ts';
import { hasQueue, listQueuedJobs, type QueuedJob } from '#platform/jobs/job-queue.ts';
import { gatheredReadings } from '#platform/replica/gathered-readings.ts';
import { certificateEnd } from '#platform/outgoing/certificate-end.ts';
import { poolStates } from '#platform/watch/pools.ts';
import { serverStatements } from '#platform/watch/server-statements.ts';
import { slowStatements } from '#platform/watch/slow-statements.ts';
import type { Health, HealthItem } from '../../contract/health.ts';
import * as judge from '../domain/judge-health.ts';
import type { OperationMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';

const SHOWN_STATEMENTS = 10;
const PATIENCE_MS = 5000;
/** What waits for a person stands first. */
const URGENCY: readonly HealthItem['state'][] = ['bad', 'warning', 'unknown', 'good'];

/** How the installation stands, as seen by the process that answers. @throws PERMISSION_MISSING, OPERATIONS_WHOLE */
export async function getHealth(context: Context, means: OperationMeans): Promise<Health> {
  requireWhole(context);
  const { db } = context.platform;
  const { now } = context;
  const items: HealthItem[] = [
    judge.judgeMigrations(await findMissingMigrations(db), means.version),
    judge.judgeBackup((await lastBackup(db))?.writtenAt, now),
    judge.judgeDrill(await lastDrill(db), now),
    judge.judgeQueue(await hasQueue(db), countsOf(await listQueuedJobs(db))),
    judge.judgeDrift(await means.lastCheck(context), now),
    judge.judgePools(poolStates()),
    ...judge.judgeReplica(context.platform.replica?.state()),
    await lookAtDisk(means.dataFolder),
    await lookAtStorage(context),
    await lookAtScanner(context),
    ...(await Promise.all(means.httpsOrigins.map((origin) => lookAtCertificate(origin, now)))),
  ];
  items.sort((one, other) => URGENCY.indexOf(one.state) - URGENCY.indexOf(other.state));
  return { lookedAt: now.toISOString(), items, slow: await slowOnes(context) };
}

function countsOf(queued: readonly QueuedJob[]): { dead: number; running: number; waiting: number } {
  const dead = queued.filter(({ isDead }) => isDead).length;
  const running = queued.filter(({ isRunning }) => isRunning).length;
  return { dead, running, waiting: queued.length - dead - running };
}

async function lookAtDisk(folder: string): Promise<HealthItem> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return judge.judgeDisk(folder, bavail * bsize, blocks * bsize);
  } catch {
    return { id: 'disk', title: '磁盘', state: 'unknown', text: `看不到 ${folder}`, advice: '请检查数据文件夹是否存在、平台能否读它。' };
  }
}

/** The page does not wait for what hangs. */
function tooLate(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error(`${PATIENCE_MS / 1000} 秒内没有应答`)), PATIENCE_MS).unref());
}

async function lookAtStorage({ platform: { files } }: Context): Promise<HealthItem> {
  const first = files.storage.list()[Symbol.asyncIterator]().next();
  const failure = await Promise.race([first, tooLate()]).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return judge.judgeStorage(files.storage, failure);
}

async function lookAtScanner(context: Context): Promise<HealthItem> {
  const { files } = context.platform;
  const { place } = files.scanner;
  const isAnswering = place !== null && (await Promise.race([files.scanner.scan(Buffer.from('wotu')), tooLate()]).catch(() => undefined))?.state === 'clean';
  return judge.judgeScanner(place, isAnswering, await countUnscanned(gatheredReadings(context).platform.db));
}

async function lookAtCertificate(origin: string, now: Date): Promise<HealthItem> {
  const end = await certificateEnd(origin).catch(() => undefined);
  return judge.judgeCertificate(origin, end, now);
}

async function slowOnes({ platform }: Context): Promise<Health['slow']> {
  const ofServer = await serverStatements(platform.db, SHOWN_STATEMENTS);
  const statements = ofServer ?? slowStatements.list().slice(0, SHOWN_STATEMENTS);
  return {
    source: ofServer ? 'server' : 'process',
    statements: statements.map(({ text, count, totalMs, longestMs }) => ({
      text,
      count,
      averageMs: Math.round(totalMs / Math.max(1, count)),
      longestMs: Math.round(longestMs),
    })),
  };
}
