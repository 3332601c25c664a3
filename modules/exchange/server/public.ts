/** What the composition root and the command line take of this module. No other module calls it: received figures are nobody's to add. */
export { compareNow, sendExchange } from './commands/send-exchange.ts';
export { exchangeEncryptedColumns } from './encrypted-columns.ts';
export type { ExchangeMeans } from './means.ts';
export { comparisonWorkbook } from './queries/comparison-workbook.ts';
export { getAgreement } from './queries/get-agreement.ts';
export { listShownAgreements } from './queries/list-agreements.ts';
