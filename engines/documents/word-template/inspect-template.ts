/** An uploaded Word template: judged by its bytes, and asked which marks it holds, before anything else touches it. */
import { type Archive, decodeText, openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS, sizeInWords, type WorkbookLimits } from '../excel/limits.ts';
import { attribute, decodeEntities, readXml } from '../excel/xml-tokens.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { wordTemplateErrors } from './errors.ts';
import { readWord, textOf } from './read-word.ts';
import { openHandler } from './template-handler.ts';

const MIB = 1024 * 1024;
const LIMITS: WorkbookLimits = {
  ...DEFAULT_WORKBOOK_LIMITS,
  fileBytes: 2 * MIB,
  unzippedBytes: 16 * MIB,
  heldBytes: 3 * MIB,
  entries: 300,
  ratioFromBytes: 8 * MIB,
};

/** Parts that run something or hold another file. */
const ACTIVE_PARTS: readonly [RegExp, string][] = [
  [/(^|\/)vba(Project|Data)/i, '宏'],
  [/(^|\/)activeX\//i, 'ActiveX 控件'],
  [/(^|\/)embeddings\//i, '嵌入的文件'],
  [/(^|\/)customUI/i, '自定义界面'],
];
/** Fields that fetch or start something when the document is opened. */
const ACTIVE_FIELDS = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK|MACROBUTTON|IMPORT)\b/i;

/** The names of the marks, in order of appearance, each once. @throws TEMPLATE_TOO_LARGE, _WRONG_TYPE, _HOSTILE, _DAMAGED, _MARKS */
export async function inspectTemplate(bytes: Uint8Array, fileName: string): Promise<string[]> {
  if (bytes.byteLength > LIMITS.fileBytes) throw refuse(wordTemplateErrors.TEMPLATE_TOO_LARGE, { limit: sizeInWords(LIMITS.fileBytes) });
  checkType(bytes, fileName);
  const archive = await openSafely(bytes);
  if (!archive.has('word/document.xml')) throw refuse(wordTemplateErrors.TEMPLATE_WRONG_TYPE, { found: '这不是 Word 文档' });
  for (const path of archive.paths()) await inspectPart(archive, path);
  return marksOf(bytes);
}

function checkType(bytes: Uint8Array, fileName: string): void {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8));
  const wrong = (found: string) => refuse(wordTemplateErrors.TEMPLATE_WRONG_TYPE, { found });
  if (bytes.byteLength === 0) throw wrong('文件是空的');
  if (start.toString('hex').startsWith('d0cf11e0a1b11ae1')) throw wrong('这是旧版 Word 文档（.doc）或设了密码的文档');
  if (start.toString('latin1', 0, 4) !== 'PK\x03\x04') throw wrong('这不是 Word 文档');
  if (/\.docm$|\.dotm$/i.test(fileName)) throw refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: '宏' });
  if (!/\.docx$/i.test(fileName)) throw wrong('文件名不以 .docx 结尾');
}

/** The words of the workbook reader speak of workbooks; what is wrong stays the same. */
async function openSafely(bytes: Uint8Array): Promise<Archive> {
  try {
    return await openArchive(bytes, LIMITS);
  } catch (error) {
    throw error instanceof Refusal ? inWordsOfTemplates(error) : error;
  }
}

function inWordsOfTemplates({ code, details }: Refusal): Refusal {
  const what = String(details['what'] ?? '无法读取');
  if (code === 'WORKBOOK_BOMB') return refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: `异常的压缩内容，${what}` });
  if (code === 'WORKBOOK_ENTITIES') return refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: 'DOCTYPE 或实体定义' });
  if (code === 'WORKBOOK_ENCRYPTED') return refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: '打开密码' });
  return refuse(wordTemplateErrors.TEMPLATE_DAMAGED, { what });
}

async function inspectPart(archive: Archive, path: string): Promise<void> {
  const active = ACTIVE_PARTS.find(([pattern]) => pattern.test(path))?.[1];
  if (active) throw refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: active });
  if (!(await isXml(archive, path))) return;
  let fields = '';
  let inField = false;
  try {
    readXml(await archive.text(path), {
      open(name, attributes) {
        inField = name === 'instrText';
        if (name === 'altChunk') throw refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: '嵌入的文件' });
        // the end of a field is the end of its words; the prefix of its instruction is the author's choice
        if (name === 'fldChar') fields += ' ';
        if (name === 'fldSimple') fields += ` ${decodeEntities(attributes)} `;
        if (name === 'Relationship') checkRelationship(attributes);
      },
      close() {
        inField = false;
      },
      text(text) {
        if (inField) fields += text;
      },
    });
  } catch (error) {
    throw error instanceof Refusal && error.code.startsWith('WORKBOOK') ? inWordsOfTemplates(error) : error;
  }
  if (ACTIVE_FIELDS.test(fields)) throw refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: '会取用外部内容的域' });
}

/** Whatever a part is called: the list of contents says what it is, and that is the author's choice too. */
async function isXml(archive: Archive, path: string): Promise<boolean> {
  if (/\.(xml|rels)$/i.test(path)) return true;
  for await (const text of decodeText(archive.stream(path))) {
    const first = /[^\s\0]/.exec(text)?.[0];
    if (first !== undefined) return first === '<';
  }
  return false;
}

/** Only links that a reader clicks may point outside. */
function checkRelationship(attributes: string): void {
  if (attribute(attributes, 'TargetMode')?.toLowerCase() !== 'external') return;
  const type = attribute(attributes, 'Type') ?? '';
  const target = attribute(attributes, 'Target') ?? '';
  if (!type.endsWith('/hyperlink') || !/^(https?:|mailto:)/i.test(target)) throw refuse(wordTemplateErrors.TEMPLATE_HOSTILE, { what: '指向外部文件的链接' });
}

async function marksOf(bytes: Uint8Array): Promise<string[]> {
  const { TemplateSyntaxError, handler } = await openHandler();
  try {
    const tags = await handler.parseTags(Buffer.from(bytes));
    const loop = tags.find(({ rawText }) => /^\{\s*[#/]/.test(rawText));
    if (loop) throw refuse(wordTemplateErrors.TEMPLATE_MARKS, { what: `不支持循环写法“${loop.rawText.slice(0, 40)}”` });
    await checkBraces(bytes);
    return [...new Set(tags.map(({ name }) => name))];
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof TemplateSyntaxError) throw refuse(wordTemplateErrors.TEMPLATE_MARKS, { what: `花括号不成对（${syntaxPlace(error)}）` });
    throw refuse(wordTemplateErrors.TEMPLATE_DAMAGED, { what: '正文无法读取' });
  }
}

/** The library takes a brace without its partner for text; an office meant a mark. */
async function checkBraces(bytes: Uint8Array): Promise<void> {
  const lines = textOf((await readWord(bytes)).blocks);
  const line = lines.find((text) => /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, '')));
  if (line !== undefined) throw refuse(wordTemplateErrors.TEMPLATE_MARKS, { what: `花括号不成对，在“${line.trim().slice(0, 40)}”处` });
}

function syntaxPlace(error: Error): string {
  const quoted = /"([^"]{1,40})"/.exec(error.message)?.[1];
  return quoted === undefined ? '请检查每个“{”都有对应的“}”' : `“${quoted}”附近`;
}
