import { connect, type Socket } from 'node:net';

/** Where clamd listens, from the operator's settings only. */
export type ClamdPlace = { path: string } | { host: string; port: number };

const MILLISECONDS = 30_000;
const CHUNK = 65_536;
const MOST_ANSWER = 4096;
/** Before asking again a daemon whose socket takes no more connections for the moment. */
const PAUSES_MS = [100, 300, 1000];
/** It was connected, and did not want the rest: its answer to what is too large may get lost on the way. */
const BROKEN_OFF = ['EPIPE', 'ECONNRESET'];

/** Nothing was answered in time. */
export class ClamdSilent extends Error {}

/**
 * Sends bytes to ClamAV's daemon (INSTREAM) and hands back its one line: `stream: OK`, `stream: … FOUND` or `… ERROR`.
 * @throws ClamdSilent, and otherwise when nobody answers there
 */
export async function scanStream(place: ClamdPlace, bytes: Uint8Array, milliseconds = MILLISECONDS): Promise<string> {
  for (const pause of PAUSES_MS) {
    try {
      return await scanOnce(place, bytes, milliseconds);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return scanOnce(place, bytes, milliseconds);
}

function scanOnce(place: ClamdPlace, bytes: Uint8Array, milliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(place);
    const late = setTimeout(() => socket.destroy(new ClamdSilent('timeout')), milliseconds);
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
      if (answer.length > MOST_ANSWER) socket.destroy(new Error('answer too long'));
    });
    let isConnected = false;
    socket.on('error', (error) => {
      if (isConnected && BROKEN_OFF.includes(codeOf(error))) resolve(lineOf(answer) || 'broken off ERROR');
      else reject(error);
    });
    socket.on('close', () => {
      clearTimeout(late);
      const line = lineOf(answer);
      if (line === '') reject(new Error('no answer'));
      else resolve(line);
    });
    socket.on('connect', () => {
      isConnected = true;
      send(socket, bytes);
    });
  });
}

const lineOf = (answer: string) => answer.replaceAll('\0', '').trim();
const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

/** Length and bytes of each piece; an empty one ends the stream. */
function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const piece = bytes.subarray(at, at + CHUNK);
    socket.write(lengthOf(piece.length));
    socket.write(piece);
  }
  socket.write(lengthOf(0));
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
