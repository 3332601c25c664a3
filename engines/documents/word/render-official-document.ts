/** An official document as .docx in the layout of GB/T 9704-2012. */
import { cleanDocument, type OfficialDocument } from '../official-document.ts';
import { bodyBlocks } from './document-body.ts';
import { documentHead } from './document-head.ts';
import { annexes, attachmentList, imprint, signature } from './document-tail.ts';
import { wordDocument } from './page-frame.ts';

/**
 * Renders the document. The same document gives the same bytes. Text may hold anything: what XML forbids is dropped.
 * @returns the bytes of a .docx
 */
export function renderOfficialDocument(given: OfficialDocument): Promise<Uint8Array> {
  const source = cleanDocument(given);
  return wordDocument(
    [
      ...documentHead(source),
      ...bodyBlocks(source.body, true),
      ...attachmentList(source),
      ...signature(source),
      ...annexes(source),
      ...(source.imprint ? imprint(source.imprint) : []),
    ],
    { title: source.title, creator: source.signature.organ, day: source.signature.date },
  );
}
