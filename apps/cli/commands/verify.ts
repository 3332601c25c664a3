import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkIntegrity, type IntegrityCheck } from '#apps/server/check-integrity.ts';
import { decodeAuditKey } from '#platform/audit/audit-key-file.ts';
import { verifyExports } from '#platform/audit/export-trail.ts';
import { auditFindingInWords } from '#platform/audit/finding-words.ts';
import { decodeHeads, type HeadsFile } from '#platform/audit/heads-file.ts';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { inspectBackup } from '#platform/backup/inspect-backup.ts';
import { readConfig } from '#platform/config/config.ts';
import { refuse } from '#shared/errors.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import type { Answer } from '../answer.ts';
import { requireOperator } from '../command-options.ts';
import { commandErrors } from '../errors.ts';
import { readInput } from '../files.ts';
import { print } from '../print.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';
import { inSession } from '../session.ts';

export function addVerify(program: Command): void {
  withCommonOptions(program.command('verify'))
    .description('检查数据是否完整、审计链是否被改动；加 --audit 只检查导出的审计记录，加 --backup 只检查一份备份')
    .option('--audit <导出文件...>', '导出的审计记录，按月份先后列出（wotu audit export）')
    .option('--heads <链头文件>', '以前导出的链头：审计记录若被截断或换回旧数据，只有它能发现')
    .option('--key <密钥文件>', '审计密钥（wotu audit key），与 --audit 一起使用')
    .option('--backup <备份文件>', '只检查一份备份：从头读到尾，核对每张表的行数和校验值，不需要数据库')
    .addOption(new Option('--max-age <小时>', '备份超过多少小时就算太旧；0 为不限').default(OLDEST_HOURS).argParser(readHours))
    .action(plainly(verify));
}

async function verify(options: Options): Promise<void> {
  requireOperator(options, 'verify');
  if (options['backup'] !== undefined) return print(await verifyBackup(options), options.json === true);
  if (options['audit'] !== undefined) return print(await verifyFiles(options), options.json === true);
  await inSession(options, async ({ context, say }) => {
    say('正在检查全部数据，数据多时需要几分钟……');
    const checks = await checkIntegrity(context, await readHeads(options, context.platform.cipher.auditKey));
    await print(answerOf(checks), options.json === true);
  });
}

/** A day and what a nightly backup may be late. */
const OLDEST_HOURS = 26;

function readHours(text: string): number {
  const hours = Number(text);
  if (!/^\d+$/.test(text) || hours > 1_000_000) throw new InvalidArgumentError('应为整数小时');
  return hours;
}

/** A good backup that is too old is told as such: somebody relies on a newer one that is not there. */
async function verifyBackup(options: Options): Promise<Answer> {
  const file = options['backup'] as string;
  const config = readConfig(process.env, options.data);
  const { createdAt, tables, rows } = await inspectBackup(file, await readBackupKey(config.keyFile));
  const hours = Math.floor(((config.fixedNow ? new Date(config.fixedNow) : new Date()).getTime() - createdAt.getTime()) / 3_600_000);
  const most = options['maxAge'] as number;
  const isOld = most > 0 && hours > most;
  return {
    document: { ok: !isOld, file, createdAt: createdAt.toISOString(), ageHours: hours, isOld, tables, rows },
    lines: [
      `✓ 备份完好：${tables.length} 张表、${rows} 行，行数和校验值都相符`,
      `${isOld ? '✗' : '✓'} 备份时间 ${timeInWords(createdAt)}，距今 ${hours} 小时${isOld ? `，超过 ${most} 小时：请检查每天的备份是否还在进行（检查旧备份时可加 --max-age 0）` : ''}`,
    ],
    refused: isOld,
  };
}

/** Exports, heads and key are all it takes. */
async function verifyFiles(options: Options): Promise<Answer> {
  const key = await readKey(options);
  const files = options['audit'] as string[];
  for (const file of files) await readable(file);
  const lines = files.map((file) => createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }));
  const noted = await readHeads(options, key);
  const { chains, entries, findings } = await verifyExports(lines, key, noted);
  const title = `审计记录 ${chains} 条链${noted ? `，与 ${noted.day} 的链头相符` : '（没有给出链头文件，末尾被截断看不出来）'}`;
  return answerOf([{ id: 'audit', title, checked: entries, findings: findings.map(auditFindingInWords) }]);
}

async function readable(file: string): Promise<void> {
  const stream = createReadStream(file, { end: 0 });
  await stream.toArray().catch(() => readInput(file));
}

async function readKey(options: Options): Promise<KeyObject> {
  const file = options['key'] as string | undefined;
  if (file === undefined) throw refuse(commandErrors.OPTION_MISSING, { option: '--key', purpose: '审计密钥文件在哪里' });
  const key = decodeAuditKey(Buffer.from((await readInput(file)).bytes).toString('utf8'));
  if (!key) throw refuse(commandErrors.AUDIT_KEY_UNREADABLE, { file });
  return key;
}

async function readHeads(options: Options, key: KeyObject): Promise<HeadsFile | undefined> {
  const file = options['heads'] as string | undefined;
  if (file === undefined) return undefined;
  const heads = decodeHeads(Buffer.from((await readInput(file)).bytes).toString('utf8'), key);
  if (!heads) throw refuse(commandErrors.AUDIT_HEADS_UNTRUE, { file });
  return heads;
}

function answerOf(checks: readonly IntegrityCheck[]): Answer {
  const ok = checks.every((check) => check.findings.length === 0);
  const lines = checks.flatMap((check) => [
    `${check.findings.length === 0 ? '✓' : '✗'} ${check.title}：检查 ${check.checked} 项，${check.findings.length} 个问题`,
    ...check.findings.map((finding) => `    ${finding}`),
  ]);
  return { document: { ok, checks }, lines, refused: !ok };
}
