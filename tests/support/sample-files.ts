/** Files as people send them: photographs with what a camera writes into them, and papers. */
import { Buffer } from 'node:buffer';
import Vips from 'wasm-vips';
import { hostileZip } from '#tests/hostile/hostile-zip.ts';

let opened: Promise<typeof Vips> | undefined;

/** An upright coloured picture. */
export async function samplePicture(width: number, height: number, format: '.jpg' | '.png' | '.webp' = '.jpg'): Promise<Buffer> {
  opened ??= Vips({ dynamicLibraries: [] }) as Promise<typeof Vips>;
  const vips = await opened;
  const image = vips.Image.black(width, height)
    .linear([1, 1, 1], [width % 200, height % 200, 90])
    .cast('uchar')
    .copy({ interpretation: 'srgb' });
  return Buffer.from(image.writeToBuffer(format));
}

/** What must not remain: a place, written as text into the camera's notes. */
export const CAMERA_PLACE = 'N23.1291E113.2644';

/** A photograph taken on its side (orientation 6), with the place it was taken at. */
export async function samplePhoto(width = 640, height = 480): Promise<Buffer> {
  const jpeg = await samplePicture(width, height);
  const note = Buffer.from(`${CAMERA_PLACE}\0`);
  // TIFF, little endian: orientation (0x0112) and a description (0x010e) behind the two entries
  const tiff = Buffer.alloc(38 + note.length);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  for (const [at, tag, type, count, value] of [
    [10, 0x010e, 2, note.length, 38],
    [22, 0x0112, 3, 1, 6],
  ] as const) {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  }
  note.copy(tiff, 38);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

export function samplePdf(text = '章程'): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
}

/** @param part beside the document itself */
export function sampleWord(part = 'word/styles.xml'): Buffer {
  return hostileZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: '<document/>' },
    { name: part, content: '<x/>' },
  ]);
}
