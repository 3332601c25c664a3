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

function unsafe({ name }: JudgeTask, what: string): Refusal {
  return refuse(fileErrors.FILE_UNSAFE, { name, what });
}
