import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../contract/errors.ts';
import type { ExchangeMeans } from './means.ts';

/** Nothing is sent while there is invented data here. @throws EXCHANGE_INVENTED */
export async function requireNothingInvented(context: Context, means: Pick<ExchangeMeans, 'holdsInvented'>): Promise<void> {
  if (await means.holdsInvented(context)) throw refuse(exchangeErrors.EXCHANGE_INVENTED);
}
