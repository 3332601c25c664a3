/** A QR code as a PNG of black and white points, one bit each. */
import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** light points around the code that readers need */
const BORDER = 4;

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Rows of bits, each with its filter byte; 1 is light. */
function packRows(points: readonly (readonly boolean[])[], scale: number): Buffer {
  const width = points.length * scale;
  const rows = points.map((row) => {
    const packed = Buffer.alloc(1 + Math.ceil(width / 8));
    for (let x = 0; x < width; x += 1) {
      if (!row[Math.floor(x / scale)]) packed[1 + (x >> 3)] = (packed[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
    return packed;
  });
  return Buffer.concat(rows.flatMap((row) => Array.from({ length: scale }, () => row)));
}

/** @param scale pixels per point; correction level M survives a stamp over a part of it */
export function qrPng(text: string, scale = 8): Uint8Array {
  const { data } = encode(text, { ecc: 'M', border: BORDER });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(data.length * scale, 0);
  header.writeUInt32BE(data.length * scale, 4);
  header[8] = 1; // one bit, greyscale, no interlace
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(packRows(data, scale), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
