import type { Command } from 'commander';
import { exchangeMeans } from '#apps/server/exchange-means.ts';
import type { Agreement, AgreementDetail } from '#modules/exchange/contract/agreement.ts';
import { compareNow, comparisonWorkbook, getAgreement, listShownAgreements, sendExchange } from '#modules/exchange/server/public.ts';
import { refuse } from '#shared/errors.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import { alignColumns, type Answer } from '../answer.ts';
import { requireOperator } from '../command-options.ts';
import { commandErrors } from '../errors.ts';
import { requireWritable, writeOutput } from '../files.ts';
import { answering, type Options, withCommonOptions } from '../run-command.ts';
import type { Session } from '../session.ts';

const STATES = { offered: '等待确认', active: '进行中', ended: '已结束' } as const;

/** `wotu exchange`: agreements with other installations, for whoever has no browser at hand. They are made and ended in the console. */
export function addExchange(program: Command): void {
  const exchange = program.command('exchange').description('平台之间的报送');
  withCommonOptions(exchange.command('list')).description('列出两个方向的报送约定').action(answering(list));
  withCommonOptions(exchange.command('send')).description('立即按每份约定报送，等到回执，再核对').action(answering(send));
  withCommonOptions(exchange.command('compare'))
    .description('与上级平台核对，不报送')
    .argument('<编号>', '约定的编号，见 wotu exchange list')
    .action(answering<[string]>(compare));
  withCommonOptions(exchange.command('report'))
    .description('最近一次核对的结果和退回的记录')
    .argument('<编号>', '约定的编号，见 wotu exchange list')
    .option('--out <文件>', '另存为 Excel：.xlsx')
    .action(answering<[string]>(report));
}

async function list({ context }: Session, options: Options): Promise<Answer> {
  requireOperator(options, 'exchange list');
  const { agreements } = await listShownAgreements(context, exchangeMeans);
  const lines = agreements.length > 0 ? alignColumns(agreements.map(lineOf)) : ['没有报送约定。'];
  return { document: { agreements }, lines };
}

function lineOf(one: Agreement): string[] {
  const who = one.side === 'sender' ? `向${one.partner}报送` : `接收${one.partner}`;
  return [String(one.id), who, one.place, STATES[one.state], `收下 ${one.rows.accepted}`, `退回 ${one.rows.refused}`, comparedOf(one)];
}

function comparedOf({ comparedAt, differing }: Agreement): string {
  if (comparedAt === null) return '没有核对过';
  return `${timeInWords(new Date(comparedAt))} 核对：${(differing ?? 0) > 0 ? `${differing} 组不一致` : '一致'}`;
}

async function send({ context }: Session, options: Options): Promise<Answer> {
  requireOperator(options, 'exchange send');
  await sendExchange(context, exchangeMeans);
  const { agreements } = await listShownAgreements(context, exchangeMeans);
  const sent = agreements.filter(({ side, state }) => side === 'sender' && state === 'active');
  const lines = sent.length > 0 ? alignColumns(sent.map(lineOf)) : ['没有进行中的向上报送，没有送出什么。'];
  return { document: { agreements: sent }, lines };
}

async function compare(session: Session, options: Options, number: string): Promise<Answer> {
  requireOperator(options, 'exchange compare');
  await compareNow(session.context, idOf(number));
  return shown(session, number);
}

async function report(session: Session, options: Options, number: string): Promise<Answer> {
  requireOperator(options, 'exchange report');
  const file = options['out'] as string | undefined;
  if (file === undefined) return shown(session, number);
  await requireWritable(file);
  const { bytes } = await comparisonWorkbook(session.context, exchangeMeans, idOf(number));
  await writeOutput(file, bytes);
  return { document: { file, bytes: bytes.length }, lines: [`已生成 ${file}。`] };
}

function idOf(number: string): number {
  if (!/^[1-9]\d{0,15}$/.test(number))
    throw refuse(commandErrors.OPTION_INVALID, { option: '编号', value: number, expected: '应为 wotu exchange list 里的数字' });
  return Number(number);
}

/** Exit code 1 when both sides do not hold the same, so that a timer can tell. */
async function shown({ context }: Session, number: string): Promise<Answer> {
  const detail = await getAgreement(context, exchangeMeans, idOf(number));
  const { agreement, groups, refused } = detail;
  return { document: { agreement, groups, refused }, lines: linesOf(detail), refused: (agreement.differing ?? 0) > 0 };
}

function linesOf({ agreement, groups, refused, names }: AgreementDetail): string[] {
  const nameOf = (register: string) => names[register] ?? register;
  return [
    `${agreement.place}：${comparedOf(agreement)}`,
    ...alignColumns(groups.map((one) => [nameOf(one.register), one.day, `报送方 ${one.sent}`, `接收方 ${one.held}`, one.isEqual ? '一致' : '不一致'])),
    ...(refused.length > 0 ? ['退回的记录：', ...refused.map(({ register, key, reason }) => `${nameOf(register)} ${key}：${reason}`)] : []),
  ];
}
