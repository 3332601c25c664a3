/** A small clamd for tests: speaks INSTREAM as ClamAV's manual has it and finds the word VIRUS. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { ClamdPlace } from '#platform/outgoing/clamd.ts';

export interface TestDaemon {
  tcp: ClamdPlace;
  unix: ClamdPlace;
  /** false: takes connections and says nothing */
  answers: boolean;
}

/** Call it at the top level. @param mostBytes of a stream, as StreamMaxLength */
export async function startVirusDaemon(mostBytes = 1_000_000): Promise<TestDaemon> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-clamd-'));
  const sockets = new Set<Socket>();
  const daemon: TestDaemon = { tcp: { host: '127.0.0.1', port: 0 }, unix: { path: path.join(folder, 'clamd.ctl') }, answers: true };
  const open = () =>
    createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      let got = Buffer.alloc(0);
      socket.on('data', (chunk: Buffer) => {
        got = Buffer.concat([got, chunk]);
        const said = daemon.answers ? answerTo(got, mostBytes) : undefined;
        // as the real one: it does not read on after its answer, whoever still sends is broken off
        if (said !== undefined) socket.end(`${said}\0`, () => socket.destroy());
      });
    });
  const [one, other] = [open(), open()];
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => other.listen(path.join(folder, 'clamd.ctl'), resolve));
  const address = one.address();
  daemon.tcp = { host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 };
  afterAll(async () => {
    sockets.forEach((socket) => socket.destroy());
    one.close();
    other.close();
    await rm(folder, { recursive: true, force: true });
  });
  return daemon;
}

/** @returns undefined until the stream has ended */
function answerTo(got: Buffer, mostBytes: number): string | undefined {
  const command = 'zINSTREAM\0';
  if (got.length < command.length) return undefined;
  if (!got.toString('latin1').startsWith(command)) return 'UNKNOWN COMMAND';
  const content: Buffer[] = [];
  let total = 0;
  for (let at = command.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at);
    if (length === 0) return Buffer.concat(content).includes('VIRUS') ? 'stream: Wotu.Test-1 FOUND' : 'stream: OK';
    total += length;
    if (total > mostBytes) return 'INSTREAM size limit exceeded. ERROR';
    content.push(got.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
