import { refuse } from '#shared/errors.ts';
import { workbookErrors } from './errors.ts';

/** Called in document order; names come without prefix. */
export interface XmlHandlers {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
  /**
   * May take a whole element that begins at `at` and lies in the buffer to its end, nothing damaged in it; then nothing else is called for it.
   * @returns where it ends; -1 to leave it to the other handlers
   */
  takeWhole?(buffer: string, at: number): number;
}

export interface XmlTokenizer {
  push(chunk: string): void;
  /** @throws WORKBOOK_DAMAGED when elements are still open */
  end(): void;
}

const MAX_DEPTH = 128;
/** Elements taken whole are no deeper than this. */
const WHOLE_DEPTH = 4;
const MAX_TOKEN = 1_000_000;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function damaged(): Error {
  return refuse(workbookErrors.WORKBOOK_DAMAGED, { what: '内部 XML 格式不正确' });
}

function entity(whole: string, name: string): string {
  if (name.startsWith('#')) {
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    throw damaged();
  }
  const known = ENTITIES[name];
  if (known === undefined) throw refuse(workbookErrors.WORKBOOK_ENTITIES, { what: whole });
  return known;
}

/** The five entities of XML and character numbers; any other needs a DOCTYPE and is refused. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&]{1,12});/g, entity) : text;
}

/** One attribute after the other: what stands within a value is never taken for a name, and a long text is read once. */
const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

/** The value of one attribute of a start tag (name with its prefix), decoded; undefined when absent. */
export function attribute(attributes: string, name: string): string | undefined {
  if (!attributes.includes(name)) return undefined;
  ATTRIBUTE.lastIndex = 0;
  for (let found = ATTRIBUTE.exec(attributes); found; found = ATTRIBUTE.exec(attributes)) {
    const [, key, double, single] = found;
    if (key === name) return decodeEntities(double ?? single ?? '');
  }
  return undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Up to the first blank or slash. */
function tagName(source: string, from: number): string {
  let end = from;
  for (; end < source.length; end += 1) {
    const code = source.charCodeAt(end);
    if (code === 47 || code <= 32 || (code >= 0x80 && /\s/.test(source.charAt(end)))) break;
  }
  return source.slice(from, end);
}

/**
 * A small tokenizer for the XML of office files that arrives in chunks: no tree, no DTD, bounded depth and token
 * length, so that its memory does not grow with the file.
 */
export function createXmlTokenizer(handlers: XmlHandlers): XmlTokenizer {
  const open: string[] = [];
  let rest = '';
  let seen = false;

  function tag(source: string): void {
    const closing = source.startsWith('/');
    const empty = source.endsWith('/');
    const name = tagName(source, closing ? 1 : 0);
    if (name === '') throw damaged();
    if (closing) {
      if (open.pop() !== name) throw damaged();
      handlers.close(localName(name));
      return;
    }
    if (open.length >= MAX_DEPTH) throw damaged();
    seen = true;
    handlers.open(localName(name), source.slice(name.length, empty ? -1 : undefined));
    if (empty) handlers.close(localName(name));
    else open.push(name);
  }

  /** @returns where the markup that starts at `from` ends, or -1 when its end has not arrived */
  function markup(buffer: string, from: number): number {
    if (buffer.startsWith('<!--', from)) return after(buffer, '-->', from + 4);
    if (buffer.startsWith('<?', from)) return after(buffer, '?>', from + 2);
    if (buffer.startsWith('<![CDATA[', from)) {
      const end = after(buffer, ']]>', from + 9);
      if (end >= 0) handlers.text(buffer.slice(from + 9, end - 3));
      return end;
    }
    if (buffer[from + 1] === '!') {
      if (buffer.length - from < 9) return -1;
      throw refuse(workbookErrors.WORKBOOK_ENTITIES);
    }
    const end = tagEnd(buffer, from + 1);
    if (end >= 0) tag(buffer.slice(from + 1, end - 1));
    return end;
  }

  return {
    push(chunk) {
      const buffer = rest + chunk;
      let at = 0;
      while (at < buffer.length) {
        const start = buffer.indexOf('<', at);
        if (start < 0) break;
        if (start > at) handlers.text(decodeEntities(buffer.slice(at, start)));
        at = start;
        const whole = open.length < MAX_DEPTH - WHOLE_DEPTH ? (handlers.takeWhole?.(buffer, start) ?? -1) : -1;
        const end = whole < 0 ? markup(buffer, start) : whole;
        if (end < 0) break;
        at = end;
      }
      rest = buffer.slice(at);
      if (rest.length > MAX_TOKEN) throw damaged();
    },
    end() {
      if (!seen || open.length > 0 || rest.trim() !== '') throw damaged();
    },
  };
}

function after(buffer: string, mark: string, from: number): number {
  const index = buffer.indexOf(mark, from);
  return index < 0 ? -1 : index + mark.length;
}

/** Where a tag ends: the first `>` outside quotes. */
function tagEnd(buffer: string, from: number): number {
  let quote = 0;
  for (let at = from; at < buffer.length; at += 1) {
    const code = buffer.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at + 1;
  }
  return -1;
}

/** Runs a whole small part through the handlers. */
export function readXml(xml: string, handlers: XmlHandlers): void {
  const tokenizer = createXmlTokenizer(handlers);
  tokenizer.push(xml);
  tokenizer.end();
}
