import type { AddressInfo } from 'node:net';
import { PageCache } from '#apps/portal/page-cache.ts';
import type { Platform } from '#platform/context.ts';
import { createServer } from './create-server.ts';
import { explainListening } from './free-port.ts';
import type { Installation } from './operation-means.ts';

/** Connections that wait to be taken up: where they are too many, the system breaks them off without a word. */
const BACKLOG = 4096;

export interface ServeOptions {
  port: number;
  /** 127.0.0.1 unless the operator opens it to the network */
  host: string;
  /** takes one line per request */
  log: NodeJS.WritableStream;
  installation?: Installation;
  trustedProxies?: readonly string[];
}

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  address: string;
  /** answers what is under way, then stops listening; the platform stays open */
  close(): Promise<void>;
}

/** Starts answering. @throws Error in Chinese when the port is taken */
export async function serve(platform: Platform, { port, host, log, installation, trustedProxies }: ServeOptions): Promise<RunningServer> {
  const { app } = await createServer({
    platform,
    log,
    pages: new PageCache(),
    ...(installation ? { installation } : {}),
    ...(trustedProxies ? { trustedProxies } : {}),
  });
  try {
    await app.listen({ port, host, backlog: BACKLOG });
  } catch (error) {
    await app.close();
    throw new Error(explainListening(error, port, host), { cause: error });
  }
  const { port: actualPort } = app.server.address() as AddressInfo;
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return { address: `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${actualPort}`, close: () => app.close() };
}

/** Ctrl+C reaches this process both from the terminal and from the command that started it. */
const SAME_SIGNAL_MS = 1000;

/** Waits for Ctrl+C or the service manager; a second, later signal is left to the system. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve();
      setTimeout(() => process.off('SIGINT', stop).off('SIGTERM', stop), SAME_SIGNAL_MS).unref();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}
