import type { Config } from '../config/config.ts';
import { joinEmbeddedServer } from '../embedded-postgres/embedded-server.ts';
import { ENGINE_SETTINGS } from './engine-settings.ts';

/**
 * Starts the embedded engine beside other work; whoever opens the database later joins it. What goes wrong here goes wrong
 * there again and is told there. Nothing with a server of its own.
 * @returns leaves the engine
 */
export function startEngineEarly(config: Config): () => Promise<void> {
  if (config.databaseUrl) return async () => undefined;
  const joining = joinEmbeddedServer(config.dataFolder, ENGINE_SETTINGS).catch(() => undefined);
  return async () => (await joining)?.leave();
}
