import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { readFile, revealFile } from '#platform/files/read-file.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { completeForm, deskOf, idNumberOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import { materialFileKeeper } from '../material-files.ts';
import { getApplication } from '../queries/get-application.ts';
import { actOnApplication } from './act-on-application.ts';
import { addMaterialFile, removeMaterialFile } from './add-material-file.ts';
import { startApplication } from './start-application.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const desk = deskOf(operator, 'pingdingshan');
const SHUGUANG = codeOf(PLACES.pingdingshan.community);
const KEEPERS = [materialFileKeeper];
let street: Context;
let neighbour: Context;
let id: number;
const add = (context: Context, side: 'own' | 'office', material: 'charter' | 'leaderIdentity' | 'roster', content: Buffer) =>
  addMaterialFile(context, filingMeans, side, { id, material, name: '章程.pdf', content });
const filesOf = async (material: string) =>
  (await getApplication(street, filingMeans, 'office', id)).materials.find((one) => one.material === material)?.files ?? [];

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'shenzhen']);
  street = desk.street;
  neighbour = deskOf(operator, 'shenzhen').street;
  id = await startApplication(street, filingMeans, 'office', {
    procedure: 'filing',
    division: SHUGUANG,
    draft: { form: completeForm('附件试拍合唱队'), leaderIdNumber: idNumberOf(1), leaderPhone: '13800138000' },
  });
}, 60_000);

describe('files of materials', () => {
  it('lie beside their material, which then counts as handed in; the form keeps its version', async () => {
    const before = await getApplication(street, filingMeans, 'office', id);
    await add(street, 'office', 'charter', samplePdf('章程'));
    const after = await getApplication(street, filingMeans, 'office', id);
    expect(after.version).toBe(before.version);
    expect(after.materials.find(({ material }) => material === 'charter')).toMatchObject({
      heldAs: 'electronic',
      files: [{ name: '章程.pdf', kind: 'pdf', dataClass: 'general' }],
    });
  });

  it('are for whoever may see the application, and for nobody else', async () => {
    const [file] = await filesOf('charter');
    const asked = { id: Number(file?.id), size: 'small' as const };
    expect((await readFile(street, KEEPERS, asked)).isShown).toBe(true);
    for (const context of [neighbour, { ...operator, actor: NOBODY }])
      await expect(readFile(context, KEEPERS, asked)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(add(neighbour, 'office', 'charter', samplePdf())).rejects.toMatchObject({ code: 'FILING_NOT_FOUND' });
    await expect(removeMaterialFile(neighbour, filingMeans, 'office', { id, file: asked.id })).rejects.toMatchObject({ code: 'FILING_NOT_FOUND' });
  });

  it('with ID numbers on them open for a stated reason', async () => {
    await add(street, 'office', 'leaderIdentity', samplePdf('身份证'));
    const [file] = await filesOf('leaderIdentity');
    const asked = { id: Number(file?.id), size: 'full' as const };
    expect(file).toMatchObject({ dataClass: 'personal', name: expect.stringMatching(/^附件 \d+$/) });
    await expect(readFile(street, KEEPERS, asked)).rejects.toMatchObject({ code: 'FILE_TICKET_MISSING' });
    const ticket = await revealFile(street, KEEPERS, asked.id, '审核材料');
    expect((await readFile(street, KEEPERS, { ...asked, ticket })).contentType).toBe('application/pdf');
  });

  it('are no more than the rules allow', async () => {
    for (let count = 0; count < 6; count += 1) await add(street, 'office', 'roster', samplePdf(`名册 ${count}`));
    await expect(add(street, 'office', 'roster', samplePdf('第七页'))).rejects.toMatchObject({ code: 'FILE_TOO_MANY', details: { limit: 6 } });
  });

  it('are taken off by id; those of other applications stay', async () => {
    const other = await startApplication(street, filingMeans, 'office', { procedure: 'filing', division: SHUGUANG, draft: { form: completeForm('另一支队') } });
    const [file] = await filesOf('charter');
    await removeMaterialFile(street, filingMeans, 'office', { id: other, file: Number(file?.id) });
    expect(await filesOf('charter')).toHaveLength(1);
    await removeMaterialFile(street, filingMeans, 'office', { id, file: Number(file?.id) });
    await removeMaterialFile(street, filingMeans, 'office', { id, file: Number(file?.id) });
    expect(await filesOf('charter')).toEqual([]);
    const { rows } = await sql<{
      action: string;
    }>`select action from audit_entries where action in ('file.kept', 'file.removed') and subject_id = ${String(id)} order by number`.execute(db);
    expect(rows.map(({ action }) => action)).toEqual([...Array<string>(8).fill('file.kept'), 'file.removed']);
  });

  it('can neither come nor go once the application is decided', async () => {
    const { version } = await getApplication(street, filingMeans, 'office', id);
    await actOnApplication(street, filingMeans, 'office', { id, version, action: 'withdraw', input: { reason: '不办了' } });
    await expect(add(street, 'office', 'charter', samplePdf('晚了'))).rejects.toMatchObject({ code: 'FILING_ENDED' });
    const [file] = await filesOf('roster');
    await expect(removeMaterialFile(street, filingMeans, 'office', { id, file: Number(file?.id) })).rejects.toMatchObject({ code: 'FILING_ENDED' });
  });
});
