import { beforeAll, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { readFile, revealFile } from '#platform/files/read-file.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { actorAs } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import { addDocumentFile, removeDocumentFile } from './commands/keep-document-file.ts';
import { removePart } from './commands/remove-part.ts';
import { addPart, changePart } from './commands/save-part.ts';
import { documentFileKeeper } from './document-files.ts';
import { readWord, textOf } from '#engines/documents/word-template/read-word.ts';
import { getDocumentFile } from './queries/get-document-file.ts';
import { listPart } from './queries/list-part.ts';
import { requireOrganization } from './queries/require-organization.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const street: Context = { ...context, actor: actorAs('streetStaff', 410402001000, 'township') };
const neighbor: Context = { ...context, actor: actorAs('streetStaff', 440303001000, 'township') };
const KEEPERS = [documentFileKeeper];
let organizationId: number;

let documents = 0;
async function documentOf(kind: string): Promise<number> {
  documents += 1;
  const values = { kind, title: `${kind}${documents}`, adoptedOn: '2023-01-01' };
  return (await addPart(street, productRegisters, { organizationId, part: 'documents' }, values)).id;
}
const filesOf = async (id: number, at = street) =>
  (await listPart(at, productRegisters, await requireOrganization(at, organizationId), 'documents', undefined)).items.find((item) => item.id === String(id))
    ?.files ?? [];
const add = (id: number, text: string, at = street) => addDocumentFile(at, { organizationId, id, name: `${text}.pdf`, content: samplePdf(text) });

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402', '410403', '440303001'] });
  const values = { name: '附件队', tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', leaderName: '张春', memberCount: 9, isHub: false };
  organizationId = (await createRecord(street, productRegisters, 'organizations', { ...values, div: '410402001001' })).id;
}, 60_000);

describe('files of documents in a dossier', () => {
  it('stand beside their document and are for whoever may see it', async () => {
    const id = await documentOf('章程');
    await add(id, '第一页');
    const [file] = await filesOf(id);
    expect(file).toMatchObject({ name: '第一页.pdf', kind: 'pdf', dataClass: 'general' });
    const asked = { id: Number(file?.id), size: 'full' as const };
    expect((await readFile(street, KEEPERS, asked)).contentType).toBe('application/pdf');
    await expect(readFile(neighbor, KEEPERS, asked)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(add(id, '外人', neighbor)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    await expect(removeDocumentFile(neighbor, { organizationId, id, file: asked.id })).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    expect(await removeDocumentFile(street, { organizationId, id, file: asked.id })).toEqual([]);
    expect(await removeDocumentFile(street, { organizationId, id, file: asked.id })).toEqual([]);
  });

  it('of a paper roster open for a stated reason, and the paper roster stays one', async () => {
    const id = await documentOf('纸质名册');
    await add(id, '名册');
    const [file] = await filesOf(id);
    const asked = { id: Number(file?.id), size: 'full' as const };
    expect(file).toMatchObject({ dataClass: 'personal', name: expect.stringMatching(/^附件/) });
    await expect(readFile(street, KEEPERS, asked)).rejects.toMatchObject({ code: 'FILE_TICKET_MISSING' });
    expect((await readFile(street, KEEPERS, { ...asked, ticket: await revealFile(street, KEEPERS, asked.id, '核对名册') })).isShown).toBe(true);
    const change = (values: Record<string, string | boolean>) =>
      changePart(street, productRegisters, { organizationId, part: 'documents', id, version: 1 }, values, undefined);
    await expect(change({ kind: '其他' })).rejects.toMatchObject({ code: 'DOCUMENT_KIND_FIXED' });
    await expect(change({ isPublic: true })).rejects.toMatchObject({ code: 'RECORD_INVALID' });
    await expect(change({ title: '改个名' })).resolves.toMatchObject({ version: 2 });
    const grants = new Map([...street.actor.grants.keys()].map((verb) => [verb, new Set(['general'] as const)]));
    const general: Context = { ...street, actor: { ...street.actor, grants } };
    await expect(add(id, '无权', general)).rejects.toMatchObject({ code: 'DATA_CLASS_MISSING' });
    await expect(add(await documentOf('章程'), '有权', general)).resolves.toHaveLength(1);
  });

  it('are beside its text, which is printed from Word, a charter by chapters', async () => {
    const content = '附件队章程\n\n第一章　总则\n第一条　本组织的名称是附件队。\n第二条　本组织每周排练。\n\n第二章　附则\n第三条　本章程由成员大会通过。';
    const { id } = await addPart(
      street,
      productRegisters,
      { organizationId, part: 'documents' },
      { kind: '章程', title: '章程二', adoptedOn: '2023-02-01', content },
    );
    const { fileName, bytes } = await getDocumentFile(street, { organizationId, id });
    const text = textOf((await readWord(bytes)).blocks);
    expect(fileName).toBe('章程二.docx');
    expect(text.filter((line) => line !== '')).toEqual([
      '附件队章程',
      '第一章　总则',
      '第一条　本组织的名称是附件队。',
      '第二条　本组织每周排练。',
      '第二章　附则',
      '第三条　本章程由成员大会通过。',
    ]);
    const empty = await documentOf('服务规范');
    await expect(getDocumentFile(street, { organizationId, id: empty })).rejects.toMatchObject({ code: 'DOCUMENT_WITHOUT_TEXT' });
    await expect(getDocumentFile(neighbor, { organizationId, id })).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });

  it('are no more than a document has room for, and go with it', async () => {
    const id = await documentOf('会议记录');
    for (let page = 0; page < 12; page += 1) await add(id, `第${page}页`);
    await expect(add(id, '多一页')).rejects.toMatchObject({ code: 'FILE_TOO_MANY', details: { limit: 12 } });
    const [file] = await filesOf(id);
    await removePart(street, productRegisters, { organizationId, part: 'documents', id, version: 1, reason: '录错' });
    await expect(readFile(street, KEEPERS, { id: Number(file?.id), size: 'full' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('go along when the organization moves to another county', async () => {
    const id = await documentOf('财务制度');
    await add(id, '制度');
    const organization = await requireOrganization(context, organizationId);
    await updateRecord(context, productRegisters, 'organizations', organizationId, organization.version, { div: '410403001001' }, '迁址');
    const [file] = await filesOf(id, context);
    expect(file?.name).toBe('制度.pdf');
    await add(id, '第二份', context);
    expect(await filesOf(id, context)).toHaveLength(2);
    await expect(readFile(street, KEEPERS, { id: Number(file?.id), size: 'full' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
