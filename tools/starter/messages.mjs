/** Everything the starter says goes to standard error, so that commands keep standard output for their answer. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** A problem that people can solve; shown without a stack. */
export class SetupProblem extends Error {}

/** Runs a start-up script: problems that people can solve are shown plainly, everything else keeps its stack. */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.exitCode = 1;
    say(error instanceof SetupProblem ? `\n✗ ${error.message}` : String(error?.stack ?? error));
  }
}

/** @returns "3.2 秒" since an instant of `performance.now()` */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} 秒`;
}
