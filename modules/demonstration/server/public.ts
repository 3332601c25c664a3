/** What the command line and the server may ask of demonstration data. */
export { createDemonstrationData, type CreateDemonstrationInput, type CreateDemonstrationResult } from './commands/create-demonstration-data.ts';
export { removeDemonstrationData } from './commands/remove-demonstration-data.ts';
export { hasDemonstrationData } from './queries/has-demonstration-data.ts';
