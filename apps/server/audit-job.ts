import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareMonths } from '#platform/audit/audit-months.ts';
import { headsFileOf, makeDailyRoot } from '#platform/audit/daily-root.ts';
import { expireMonths } from '#platform/audit/expire-months.ts';
import type { Context } from '#platform/context.ts';
import type { RunningPlatform } from './compose.ts';

/**
 * The trail's nightly work: tables for the months to come, the day's root with its file in `<data>/audit-heads` (to be copied
 * off the machine), and the months whose time is over.
 */
export async function keepAudit(context: Context, { owner, config }: Pick<RunningPlatform, 'owner' | 'config'>): Promise<void> {
  await prepareMonths(context.platform.db, context.now);
  const heads = await makeDailyRoot(context);
  if (heads) {
    const folder = path.join(config.dataFolder, 'audit-heads');
    const { fileName, text } = headsFileOf(heads);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, fileName), text, { mode: 0o600 });
  }
  await expireMonths(context, owner, config.auditDays);
}
