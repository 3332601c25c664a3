import { connect, type Socket } from 'node:net';

/** Where clamd listens, from the operator's settings only. */
export type ClamdPlace = { path: string } | { host: string; port: number };

const MILLISECONDS = 30_000;
const CHUNK = 65_536;
const MOST_ANSWER = 4096;

/**
 * Sends bytes to ClamAV's daemon (INSTREAM) and hands back its one line, `stream: OK` or `stream: … FOUND`.
 * @throws when nobody answers there in time
 */
export function scanStream(place: ClamdPlace, bytes: Uint8Array, milliseconds = MILLISECONDS): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(place);
    const late = setTimeout(() => socket.destroy(new Error('timeout')), milliseconds);
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
      if (answer.length > MOST_ANSWER) socket.destroy(new Error('answer too long'));
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(late);
      const line = answer.replaceAll('\0', '').trim();
      if (line === '') reject(new Error('no answer'));
      else resolve(line);
    });
    socket.on('connect', () => send(socket, bytes));
  });
}

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
