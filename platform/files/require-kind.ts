import { refuse } from '#shared/errors.ts';
import { FILE_KIND_WORDS, type FileKind } from '#shared/file-kind.ts';
import { fileErrors } from './errors.ts';
import type { JudgeTask } from './judge-file.ts';
import { nameOther, type Recognized, recognizeKind } from './recognize-kind.ts';

export function kindsInWords(kinds: readonly FileKind[]): string {
  return kinds.map((kind) => FILE_KIND_WORDS[kind].name).join('、');
}

/** What the first bytes say, as far as it may be sent here. @throws FILE_KIND_UNKNOWN, FILE_KIND_REFUSED */
export function requireKind({ bytes, name, kinds }: JudgeTask): Recognized {
  const found = recognizeKind(bytes);
  const refused = (what: string) => refuse(fileErrors.FILE_KIND_REFUSED, { name, found: what, kinds: kindsInWords(kinds) });
  const other = found === undefined ? nameOther(bytes) : undefined;
  if (other !== undefined) throw refused(other);
  if (found === undefined) throw refuse(fileErrors.FILE_KIND_UNKNOWN, { name, kinds: kindsInWords(kinds) });
  if (found !== 'zip' && !kinds.includes(found)) throw refused(FILE_KIND_WORDS[found].name);
  return found;
}
