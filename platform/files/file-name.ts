import { FILE_KIND_WORDS, type KeptKind } from '#shared/file-kind.ts';

const MOST_CHARACTERS = 120;
/** Control characters, and those that turn the direction of writing: `fdp.exe` shown as `exe.pdf`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** The last part of a name as sent, without what would harm a listing, a header or a folder. */
export function cleanFileName(sent: string): string {
  const last = sent.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const clean = last.replaceAll(INVISIBLE, '').replaceAll(FORBIDDEN, '_').trim().replace(/^\.+/, '');
  return [...clean].slice(0, MOST_CHARACTERS).join('') || '未命名';
}

/** The name to download under: its ending says what the content is. */
export function nameForKind(name: string, kind: KeptKind): string {
  const { extension } = FILE_KIND_WORDS[kind];
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return `${stem || name}.${extension}`;
}
