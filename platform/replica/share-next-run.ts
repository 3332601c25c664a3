/**
 * Work of which one run serves everybody who asked before it began. Whoever asks while it runs shares the next one, since what they ask about may
 * be younger than the run.
 */
export function shareNextRun<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= running.then(() => {
      const run = work();
      next = undefined;
      running = run.catch(() => undefined);
      return run;
    });
    return next;
  };
}
