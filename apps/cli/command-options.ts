import { refuse } from '#shared/errors.ts';
import { commandErrors } from './errors.ts';

/** What every command takes. */
export interface CommonOptions {
  json?: boolean;
  data?: string;
  as?: string;
}

/** For commands over the whole installation. @throws OPERATOR_ONLY when an account is named */
export function requireOperator(options: CommonOptions, command: string): void {
  if (options.as !== undefined) throw refuse(commandErrors.OPERATOR_ONLY, { command });
}
