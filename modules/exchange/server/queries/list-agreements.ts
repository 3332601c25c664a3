import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import type { Agreement } from '../../contract/agreement.ts';
import type { exchangeRoutes } from '../../contract/routes.ts';
import { listAgreements, type StoredAgreement } from '../agreement-store.ts';
import type { ExchangeMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';
import { countRows } from '../row-store.ts';
import { choicesOf } from '../sendable.ts';

type Listed = z.input<(typeof exchangeRoutes.list)['response']>;

/** @throws PERMISSION_MISSING, EXCHANGE_WHOLE */
export async function listShownAgreements(context: Context, { registers }: ExchangeMeans): Promise<Listed> {
  requireWhole(context);
  const counts = await countRows(context.platform.db);
  const agreements = (await listAgreements(context.platform.db)).map((one) => shownAgreement(one, counts.get(one.id)));
  return { agreements, choices: await choicesOf(context, registers) };
}

export function shownAgreement(one: StoredAgreement, counts: Agreement['rows'] = { waiting: 0, accepted: 0, refused: 0 }): Agreement {
  return {
    id: one.id,
    number: one.number,
    side: one.side,
    state: one.state,
    partner: one.partner,
    address: one.address,
    division: codeOf(one.div),
    place: one.place,
    terms: one.terms,
    codeUntil: one.codeUntil?.toISOString() ?? null,
    heardAt: one.heardAt?.toISOString() ?? null,
    rows: counts,
    comparedAt: one.comparedAt?.toISOString() ?? null,
    differing: one.comparison?.groups.filter(({ isEqual }) => !isEqual).length ?? null,
    endedAt: one.endedAt?.toISOString() ?? null,
    endReason: one.endReason,
    settled: one.settled,
  };
}
