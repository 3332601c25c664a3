import { hasDemonstrationData } from '#modules/demonstration/server/public.ts';
import type { ExchangeMeans } from '#modules/exchange/server/public.ts';
import { MOST_TRIES } from '#platform/jobs/job.ts';
import { productRegisters } from './registers.ts';

/** All registers may be agreed upon; nothing is sent while there is invented data. */
export const exchangeMeans: ExchangeMeans = {
  registers: productRegisters,
  holdsInvented: (context) => hasDemonstrationData(context.platform.db),
  sendingJob: { name: 'send-exchange', mostTries: MOST_TRIES },
};
