import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import { acceptAgreement, sendNow } from './commands/accept-agreement.ts';
import { answerComparison } from './commands/answer-comparison.ts';
import { answerPairing } from './commands/answer-pairing.ts';
import { endAgreement } from './commands/end-agreement.ts';
import { joinAgreement } from './commands/join-agreement.ts';
import { mendDifference } from './commands/mend-difference.ts';
import { offerAgreement } from './commands/offer-agreement.ts';
import { receivePacket } from './commands/receive-packet.ts';
import type { ExchangeMeans } from './means.ts';
import { comparisonWorkbook } from './queries/comparison-workbook.ts';
import { getAgreement } from './queries/get-agreement.ts';
import { listShownAgreements } from './queries/list-agreements.ts';

/** Binds what administrators do, and the three doors for other installations. */
export function registerExchange(app: FastifyInstance, options: BindOptions, means: ExchangeMeans): void {
  bindRoutes(app, options, exchangeRoutes, {
    list: (context) => listShownAgreements(context, means),
    get: (context, { params }) => getAgreement(context, means, params.id),
    offer: (context, { body }) => offerAgreement(context, means, body),
    join: async (context, { body }) => ({ id: await joinAgreement(context, means, body) }),
    accept: async (context, { params }) => {
      await acceptAgreement(context, means, params.id);
      return {};
    },
    end: async (context, { params, body }) => {
      await endAgreement(context, means, params.id, body.reason, body.received);
      return {};
    },
    send: async (context, { params }) => {
      await sendNow(context, means, params.id);
      return {};
    },
    mend: async (context, { params }) => ({ rows: await mendDifference(context, means, params.id) }),
    workbook: (context, { params }) => comparisonWorkbook(context, means, params.id),
    pair: (context, { body }) => answerPairing(context, body),
    receive: (context, { body }) => receivePacket(context, means, body),
    compare: (context, { body }) => answerComparison(context, means, body),
  });
}
