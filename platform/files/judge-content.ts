import { type Archive, openArchive } from '#engines/documents/excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '#engines/documents/excel/limits.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { FILE_KIND_WORDS, type FileKind } from '#shared/file-kind.ts';
import { fileErrors } from './errors.ts';
import type { JudgedFile, JudgeTask } from './judge-file.ts';
import { kindsInWords, requireKind } from './require-kind.ts';

const MIB = 1_048_576;
const LIMITS = { ...DEFAULT_WORKBOOK_LIMITS, unzippedBytes: 200 * MIB };

/**
 * What a file is by its content, whether it is whole and harmless as far as one can see, and what is kept of it.
 * @throws FILE_KIND_UNKNOWN, FILE_KIND_REFUSED, FILE_UNSAFE, FILE_TOO_MANY_PIXELS
 */
export async function judgeContent(task: JudgeTask): Promise<JudgedFile> {
  const found = requireKind(task);
  const kind = found === 'zip' ? await officeKind(task) : found;
  if (!task.kinds.includes(kind))
    throw refuse(fileErrors.FILE_KIND_REFUSED, { name: task.name, found: FILE_KIND_WORDS[kind].name, kinds: kindsInWords(task.kinds) });
  if (kind === 'word' || kind === 'excel') return { kind, image: null };
  if (kind === 'pdf') return judgePdf(task);
  // the library takes half a second to load
  const { drawImage } = await import('./draw-image.ts');
  return { kind: 'jpeg', image: await drawImage(task) };
}

/** Inflates everything once within limits, so that no bomb is passed on to whoever opens it. */
async function officeKind(task: JudgeTask): Promise<FileKind> {
  const archive = await openedArchive(task);
  if (archive.paths().some((path) => /(?:^|\/)vbaProject\.bin$/i.test(path))) throw unsafe(task, '带有宏（程序代码）');
  if (archive.has('word/document.xml')) return 'word';
  if (archive.has('xl/workbook.xml')) return 'excel';
  throw refuse(fileErrors.FILE_KIND_REFUSED, { name: task.name, found: '压缩包', kinds: kindsInWords(task.kinds) });
}

async function openedArchive(task: JudgeTask): Promise<Archive> {
  try {
    return await openArchive(task.bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw unsafe(task, String(error.details['what'] ?? '设了打开密码，或含有不允许的内容'));
  }
}

/** What acts by itself on opening. Written plainly it is found; inside a packed stream it is left to the virus scanner. */
const ACTING = /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b/;

function judgePdf(task: JudgeTask): JudgedFile {
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
