import { type Refusal, refuse } from '#shared/errors.ts';
import { fileErrors } from './errors.ts';
import type { JudgedFile, JudgeTask } from './judge-file.ts';

/** What acts by itself on opening. Written plainly it is found; inside a packed stream it is left to the virus scanner. */
const ACTING = /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b/;

/** Looks at the bytes only and unpacks nothing, so that it needs no process of its own. @throws FILE_UNSAFE */
export function judgePdf(task: JudgeTask): JudgedFile {
  const text = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength).toString('latin1');
  if (!/%%EOF/.test(text.slice(-2048))) throw unsafe(task, '内容不完整');
  if (/\/Encrypt\b/.test(text)) throw unsafe(task, '设了打开密码');
  const acting = ACTING.exec(text.replaceAll(/#([0-9a-fA-F]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
  if (acting) throw unsafe(task, '带有会自动运行的内容或夹带的文件');
  return { kind: 'pdf', image: null };
}

function unsafe({ name }: JudgeTask, what: string): Refusal {
  return refuse(fileErrors.FILE_UNSAFE, { name, what });
}
