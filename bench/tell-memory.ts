/** Loaded before the product by `bench/run-people.ts`: tells its memory when asked, after the garbage is gone. */
process.on('message', (message) => {
  if (message !== 'memory') return;
  const before = process.memoryUsage();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ memory: { heapUsed, external, resident: before.rss } });
});
// the product stops when it is told to, not when its parent lets go
process.channel?.unref();
