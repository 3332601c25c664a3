import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { type ComparisonAnswer, comparisonRequestSchema, type Envelope } from '../../contract/wire.ts';
import { storeComparison } from '../agreement-store.ts';
import { exchangeActor } from '../exchange-actor.ts';
import { compareGroups, differsIn, groupsOf } from '../groups.ts';
import { heldRows } from '../held-rows.ts';
import type { ExchangeMeans } from '../means.ts';
import { openEnvelope, signedAnswer } from '../open-envelope.ts';
import { readText } from '../read-text.ts';

/** Rows told of differing groups: enough to mend by; what is left comes with the next comparison. */
const MOST_ROWS = 5000;

/** Compares what the sender believes to be here with what is here. Both sides keep the result. @throws as `receivePacket` */
export async function answerComparison(context: Context, means: ExchangeMeans, envelope: Envelope): Promise<{ answer: string; signature: string }> {
  return inTransaction(context.platform.db, async (tx) => {
    const agreement = await openEnvelope(tx, context, envelope, 'comparison');
    const asked = readText(envelope.payload, comparisonRequestSchema);
    if (!asked) throw refuse(exchangeErrors.EXCHANGE_PAYLOAD_WRONG);
    const held = await heldRows(tx, { ...context, actor: exchangeActor(agreement) }, means, agreement);
    const groups = compareGroups(asked.groups, groupsOf(held));
    const differing = held.filter(differsIn(groups)).slice(0, MOST_ROWS);
    const answer: ComparisonAnswer = { comparedAt: context.now.toISOString(), groups, differing };
    await storeComparison(tx, context, agreement.id, answer);
    return signedAnswer(context, agreement, 'comparison', envelope.nonce, JSON.stringify(answer));
  });
}
