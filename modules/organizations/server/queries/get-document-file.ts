import type { PlainPart } from '#engines/documents/word/plain-document.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { renderWordFile, WORD_CONTENT_TYPES } from '#platform/documents/render-word-file.ts';
import { refuse } from '#shared/errors.ts';
import { articlesOf, chineseNumeral } from '../../contract/charter.ts';
import { organizationErrors } from '../../contract/errors.ts';
import { requirePartRecord } from '../part-owner.ts';

/** A document of a dossier as a Word file, to be printed and signed. @throws RECORD_NOT_FOUND, DOCUMENT_WITHOUT_TEXT */
export async function getDocumentFile(context: Context, { organizationId, id }: { organizationId: number; id: number }) {
  requirePermission(context.actor, 'evidence.read');
  const row = await requirePartRecord(context.platform.db, context, 'documents', organizationId, id);
  const content = row['content'];
  const title = String(row['title']);
  if (typeof content !== 'string' || content.trim() === '') throw refuse(organizationErrors.DOCUMENT_WITHOUT_TEXT, { title });
  const day = String(row['adopted_on']);
  // the library takes as long to load as the rest of the server; the first page does not wait for it
  const { renderPlainDocument } = await import('#engines/documents/word/plain-document.ts');
  const word = await renderPlainDocument({ ...partsOf(title, content), day });
  return {
    fileName: `${title}.docx`,
    contentType: WORD_CONTENT_TYPES.docx,
    bytes: await renderWordFile(word, { title, day, isInvented: row['demonstration'] === true }, 'docx'),
  };
}

/** A charter by chapters, under the title that its text bears; anything else line by line. */
function partsOf(title: string, content: string): { title: string; parts: PlainPart[] } {
  const charter = articlesOf(content);
  if (!charter) return { title, parts: content.split('\n').flatMap((text) => (text.trim() === '' ? [] : [{ kind: 'paragraph' as const, text }])) };
  let chapters = 0;
  const parts = charter.articles.flatMap(({ chapter, text }, index): PlainPart[] => {
    const article: PlainPart = { kind: 'paragraph', text: `第${chineseNumeral(index + 1)}条　${text}` };
    if (chapter === charter.articles[index - 1]?.chapter) return [article];
    chapters += 1;
    return [{ kind: 'chapter', text: `第${chineseNumeral(chapters)}章　${chapter}` }, article];
  });
  return { title: charter.title.trim() || title, parts };
}
