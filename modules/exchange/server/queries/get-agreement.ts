import { getProgress } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import type { AgreementDetail, ReceivedFigure } from '../../contract/agreement.ts';
import { FIGURES } from '../../contract/terms.ts';
import type { WireValues } from '../../contract/wire.ts';
import { getStoredAgreement, type StoredAgreement } from '../agreement-store.ts';
import { exchangeActor } from '../exchange-actor.ts';
import type { ExchangeMeans } from '../means.ts';
import { listPackets, type StoredPacket } from '../packet-store.ts';
import { requireWhole } from '../require-whole.ts';
import { countRows, listRefused, rowsOf } from '../row-store.ts';
import { choicesOf } from '../sendable.ts';
import { shownAgreement } from './list-agreements.ts';

const PACKETS = 50;
const REFUSED = 200;

/** One agreement with all that happened. @throws PERMISSION_MISSING, EXCHANGE_WHOLE, EXCHANGE_NOT_FOUND */
export async function getAgreement(context: Context, { registers }: ExchangeMeans, id: number): Promise<AgreementDetail> {
  requireWhole(context);
  const { db } = context.platform;
  const agreement = await getStoredAgreement(db, id);
  const choices = await choicesOf(context, registers);
  const counts = await countRows(db);
  return {
    agreement: shownAgreement(agreement, counts.get(id)),
    packets: (await listPackets(db, id, PACKETS)).map(shownPacket),
    refused: await refusedOf(context, agreement),
    groups: agreement.comparison?.groups ?? [],
    figures: agreement.side === 'receiver' ? await receivedFigures(context, agreement) : [],
    names: {
      [FIGURES]: '方案数字',
      ...Object.fromEntries(choices.registers.map(({ register, name }) => [register, name])),
      ...Object.fromEntries(choices.plans.map(({ id: plan, name }) => [plan, name])),
    },
    headings: Object.fromEntries(
      agreement.terms.registers.map(({ register, columns }) => [
        register,
        columns.map((field) => choices.registers.find((one) => one.register === register)?.columns.find((column) => column.field === field)?.heading ?? field),
      ]),
    ),
  };
}

function shownPacket({ number, day, rows, accepted, refused, madeAt, receiptAt }: StoredPacket) {
  return { number, day, rows, accepted, refused, madeAt: madeAt.toISOString(), receiptAt: receiptAt?.toISOString() ?? null };
}

/** The sender keeps it with the row; the receiver in the receipts that it gave. */
async function refusedOf({ platform }: Context, { id, side }: StoredAgreement): Promise<AgreementDetail['refused']> {
  if (side === 'sender') return listRefused(platform.db, id, REFUSED);
  const packets = await listPackets(platform.db, id, PACKETS);
  return packets
    .flatMap(({ number, receipt, refused }) =>
      receipt !== null && (refused ?? 0) > 0
        ? (JSON.parse(receipt) as { refused: { register: string; key: string; reason: string }[] }).refused.map((row) => ({ ...row, packet: number }))
        : [],
    )
    .slice(0, REFUSED);
}

/** The newest received day of each plan beside what is counted here for that place and day. */
async function receivedFigures(context: Context, agreement: StoredAgreement): Promise<ReceivedFigure[]> {
  const received = (await rowsOf(context.platform.db, agreement.id, FIGURES)).flatMap(({ key, content, state }) => {
    const [plan = '', target = '', , day = ''] = key.split('/');
    return content === null || state === 'removed' ? [] : [{ plan, target, day, content }];
  });
  const asSender: Context = { ...context, actor: exchangeActor(agreement) };
  const shown: ReceivedFigure[] = [];
  for (const plan of agreement.terms.plans) {
    const day = received
      .filter((figure) => figure.plan === plan)
      .map((figure) => figure.day)
      .sort()
      .at(-1);
    if (day === undefined) continue;
    const counted = await getProgress(asSender, { plan, division: codeOf(agreement.div), asOf: day }).catch(absent);
    for (const { target, content } of received.filter((figure) => figure.plan === plan && figure.day === day)) {
      const own = counted?.targets.find(({ id }) => id === target);
      shown.push({
        plan,
        target,
        name: String(content['name'] ?? ''),
        day,
        received: { value: numberIn(content, 'value'), numerator: numberIn(content, 'numerator'), denominator: numberIn(content, 'denominator') },
        own: { value: own?.value ?? null, numerator: own?.numerator ?? null, denominator: own?.denominator ?? null },
      });
    }
  }
  return shown;
}

function numberIn(content: WireValues, field: string): number | null {
  const value = content[field];
  return typeof value === 'number' ? value : null;
}

/** A plan that is not in force here any more is counted by nobody. */
function absent(error: unknown): undefined {
  if (error instanceof Refusal) return undefined;
  throw error;
}
