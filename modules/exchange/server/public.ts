/** What the composition root takes of this module. No other module calls it: received figures are nobody's to add. */
export { sendExchange } from './commands/send-exchange.ts';
export { exchangeEncryptedColumns } from './encrypted-columns.ts';
export type { ExchangeMeans } from './means.ts';
