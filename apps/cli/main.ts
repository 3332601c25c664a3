import { CommanderError } from 'commander';
import { printFailure, say, WRONG_USAGE } from './print.ts';
import { buildProgram } from './program.ts';
import { complaintOf } from './usage.ts';

try {
  const program = await buildProgram(process.argv[2]);
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) complain(error);
  else printFailure(error, process.argv.includes('--json'));
}

function complain(error: CommanderError): void {
  if (error.exitCode === 0) return;
  process.exitCode = WRONG_USAGE;
  const message = complaintOf(error);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { code: 'WRONG_USAGE', message } }, null, 2)}\n`);
  else if (message !== '') say(`✗ ${message}`);
}
