import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** What the QR codes in a picture say, read by a library that shares no code with the one that draws ours. */
export async function readQrCodes(picture: Uint8Array): Promise<string[]> {
  const wasmBinary = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer }, fireImmediately: true });
  return (await readBarcodes(picture, { formats: ['QRCode'] })).map(({ text }) => text);
}
