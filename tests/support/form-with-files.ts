/** A form with files as a browser sends it, without script. */
import { Buffer } from 'node:buffer';

export const FORM_WITH_FILES = 'multipart/form-data; boundary=x';

export function formWithFiles(files: readonly { name: string; content: Buffer }[], fields: Readonly<Record<string, string>> = {}): Buffer {
  const texts = Object.entries(fields).map(([name, value]) => Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  const parts = files.flatMap(({ name, content }) => [
    Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...texts, ...parts, Buffer.from('--x--\r\n')]);
}
