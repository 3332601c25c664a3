import { readdir, readFile as readDisk, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, grantsOf, NOBODY } from '#platform/access/actor.ts';
import { IMAGE_KINDS } from '#shared/file-kind.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { testContext } from '#tests/support/context.ts';
import { CAMERA_PLACE, samplePdf, samplePhoto, samplePicture, sampleWord } from '#tests/support/sample-files.ts';
import { inTransaction } from '../db/database.ts';
import type { Context } from '../context.ts';
import type { FileKeeper } from './file-keeper.ts';
import type { FilePurpose } from './file-purpose.ts';
import { readPublicFile } from './public-files.ts';
import { readFile, revealFile } from './read-file.ts';

const { db, portal, owner: behind } = await createTestDatabase();
const PAPERS: FilePurpose = { name: 'tests.paper', kinds: [...IMAGE_KINDS, 'pdf', 'word'], maxBytes: 2_000_000, maxFiles: 3, dataClass: 'general' };
const operator = testContext(db, { portalDb: portal });
const { files } = operator.platform;
const OWNER = { id: 440103000000001, district: 440103, div: 440103001000 };
const clerk: Actor = { ...NOBODY, id: '5', name: '经办人', grants: grantsOf(['personal-data.reveal'], ['general', 'personal']) };
const leader: Actor = { ...NOBODY, id: '7', name: '负责人' };
const keeper: FileKeeper = {
  purpose: PAPERS,
  reachOf: async ({ actor }) => (({ 'system:cli': 'reads', '5': 'reads', '7': 'owns' })[actor.id] as 'reads' | 'owns' | undefined) ?? 'none',
};
const as = (actor: Actor): Context => ({ ...operator, actor });

async function keep(content: Uint8Array, options: { name?: string; owner?: typeof OWNER; dataClass?: 'general' | 'personal'; part?: string } = {}) {
  const { name = '材料.jpg', owner = OWNER, ...place } = options;
  const received = await files.receive(operator, PAPERS, { district: owner.district, name, content });
  return inTransaction(db, (tx) => files.attach(tx, operator, PAPERS, owner, received, place));
}

async function contentOf(context: Context, id: string, size: 'full' | 'medium' | 'small' = 'full', ticket?: string): Promise<Buffer> {
  const { content } = await readFile(context, [keeper], { id: Number(id), size, ticket });
  return Buffer.concat(await Array.fromAsync(content.read(0, content.size)));
}

async function objectsOnDisk(): Promise<string[]> {
  const folder = path.join(files.storage.place, 'objects');
  const inside = await readdir(folder, { recursive: true }).catch(() => []);
  return inside.filter((name) => name.includes(path.sep)).map((name) => path.join(folder, name));
}

describe('a photograph', () => {
  let photo: Awaited<ReturnType<typeof keep>>;
  beforeAll(async () => {
    photo = await keep(await samplePhoto(), { name: 'C:\\照片\\王秀英 身份证‮.png' });
  });

  it('is kept upright, in three sizes, and without what the camera wrote', async () => {
    expect(photo).toMatchObject({ name: '王秀英 身份证.png', kind: 'jpeg', width: 480, height: 640, scan: 'unscanned', isPublic: false });
    const [full, small] = [await contentOf(operator, photo.id), await contentOf(operator, photo.id, 'small')];
    expect(full.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(full.length).toBe(photo.size);
    expect(small.length).toBeLessThan(full.length);
    for (const content of [full, small]) expect(content.includes(CAMERA_PLACE) || content.includes('Exif')).toBe(false);
  });

  it('is downloaded under a name that says what it is', async () => {
    expect(await readFile(operator, [keeper], { id: Number(photo.id), size: 'full' })).toMatchObject({ fileName: '王秀英 身份证.jpg', isShown: true });
  });

  it('lies on the disk unreadable, its name in the database too', async () => {
    const { rows } = await sql<{ row: string }>`select row_to_json(f)::text as row from files f`.execute(behind);
    expect(rows.map(({ row }) => row).join()).not.toContain('王秀英');
    for (const file of await objectsOnDisk()) expect((await readDisk(file)).includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
  });

  it('is kept as JPEG whatever it came as', async () => {
    for (const format of ['.png', '.webp'] as const) expect((await keep(await samplePicture(40, 30, format), { part: format })).kind).toBe('jpeg');
  });
});

describe('the same content', () => {
  it('is kept once in a district, and again in another', async () => {
    const before = (await objectsOnDisk()).length;
    const word = sampleWord();
    const [one, two] = [await keep(word, { part: 'a' }), await keep(word, { part: 'b', name: '另一个名字.docx' })];
    expect((await objectsOnDisk()).length).toBe(before + 1);
    expect(await contentOf(operator, two.id)).toEqual(word);
    await keep(word, { owner: { id: 1, district: 440104, div: 440104000000 } });
    expect((await objectsOnDisk()).length).toBe(before + 2);
    await inTransaction(db, (tx) => files.remove(tx, operator, PAPERS, OWNER, [Number(one.id)]));
    expect(await contentOf(operator, two.id)).toEqual(word);
  });

  it('that was removed between receiving and attaching is asked for again', async () => {
    const pdf = samplePdf('一次');
    const first = await keep(pdf, { part: 'x' });
    const received = await files.receive(operator, PAPERS, { district: OWNER.district, name: 'a.pdf', content: pdf });
    await inTransaction(db, (tx) => files.remove(tx, operator, PAPERS, OWNER, [Number(first.id)]));
    await expect(inTransaction(db, (tx) => files.attach(tx, operator, PAPERS, OWNER, received))).rejects.toMatchObject({ code: 'FILE_CHANGED_MEANWHILE' });
    expect((await keep(pdf, { part: 'x' })).kind).toBe('pdf');
  });
});

describe('what is not kept', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'FILE_EMPTY'],
    ['too much', Buffer.alloc(2_000_001, 'a'), 'FILE_OVER_LIMIT'],
    ['a text', Buffer.from('只是文字'), 'FILE_KIND_UNKNOWN'],
    ['a program named as a picture', Buffer.from('MZ\x90\x00'), 'FILE_KIND_REFUSED'],
    ['a drawing with script', Buffer.from('<svg onload="alert(1)"/>'), 'FILE_KIND_REFUSED'],
    ['an old document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_KIND_REFUSED'],
    ['a zip', Buffer.from('PK\x03\x04 and then nothing', 'latin1'), 'FILE_UNSAFE'],
    ['a document with macros', sampleWord('word/vbaProject.bin'), 'FILE_UNSAFE'],
    ['a PDF that acts', samplePdf('/Open#41ction << /JavaScript (app.alert(1)) >>'), 'FILE_UNSAFE'],
    ['a PDF that acts and hides it', samplePdf('/J#61vaScript'), 'FILE_UNSAFE'],
    ['a PDF cut off', samplePdf().subarray(0, 40), 'FILE_UNSAFE'],
    ['no whole picture', Buffer.from('ffd8ffe000104a464946', 'hex'), 'FILE_UNSAFE'],
  ])('is %s', async (_name, content, code) => {
    const before = (await objectsOnDisk()).length;
    await expect(keep(content)).rejects.toMatchObject({ code });
    expect((await objectsOnDisk()).length).toBe(before);
  });

  it('is a picture of more pixels than are unpacked, told by its head alone', async () => {
    const png = await samplePicture(8000, 8000, '.png');
    expect(png.length).toBeLessThan(1_000_000);
    await expect(keep(png)).rejects.toMatchObject({ code: 'FILE_TOO_MANY_PIXELS' });
  });

  it('is one more than the place takes', async () => {
    const place = { part: 'full' };
    for (const text of ['1', '2', '3']) await keep(samplePdf(text), place);
    await expect(keep(samplePdf('4'), place)).rejects.toMatchObject({ code: 'FILE_TOO_MANY', details: { limit: 3 } });
  });
});

describe('a content that was changed or is gone', () => {
  it('is not shown', async () => {
    const pdf = await keep(samplePdf('会被改动'), { part: 'changed' });
    const { rows } = await sql<{ object: string }>`select object from files where id = ${Number(pdf.id)}`.execute(db);
    const file = path.join(files.storage.place, 'objects', rows[0]?.object.slice(0, 2) ?? '', rows[0]?.object ?? '');
    const bytes = await readDisk(file);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(contentOf(operator, pdf.id)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await rm(file);
    await expect(contentOf(operator, pdf.id)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });
});

describe('who reads it', () => {
  it('is whom the module lets see the record; for others it is not there', async () => {
    const { id } = await keep(samplePdf('谁能看'), { part: 'who' });
    expect((await contentOf(as(clerk), id)).length).toBeGreaterThan(0);
    await expect(contentOf(as(NOBODY), id)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(readFile(operator, [], { id: Number(id), size: 'full' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(readFile(operator, [keeper], { id: 1, size: 'full' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('gives a reason for what holds personal data, unless it is the own paper', async () => {
    const paper = await keep(samplePdf('身份证'), { part: 'id', dataClass: 'personal', name: '110105194912310021.pdf' });
    expect(paper.name).not.toContain('1101');
    await expect(contentOf(as(clerk), paper.id)).rejects.toMatchObject({ code: 'FILE_TICKET_MISSING' });
    await expect(revealFile(as(leader), [keeper], Number(paper.id), '看看')).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    const ofGeneralData = { ...clerk, grants: grantsOf(['personal-data.reveal'], ['general']) };
    await expect(revealFile(as(ofGeneralData), [keeper], Number(paper.id), '看看')).rejects.toMatchObject({ code: 'DATA_CLASS_MISSING' });
    const ticket = await revealFile(as(clerk), [keeper], Number(paper.id), '核对 13912345678 的材料');
    expect((await contentOf(as(clerk), paper.id, 'full', ticket)).length).toBe(paper.size);
    const later = { ...as(clerk), now: new Date(operator.now.getTime() + 11 * 60_000) };
    await expect(contentOf(later, paper.id, 'full', ticket)).rejects.toMatchObject({ code: 'FILE_TICKET_MISSING' });
    await expect(contentOf(operator, paper.id, 'full', ticket)).rejects.toMatchObject({ code: 'FILE_TICKET_MISSING' });
    expect((await contentOf(as(leader), paper.id)).length).toBe(paper.size);
    const views = await sql<{ reason: string; actor_id: string }>`select reason, actor_id from personal_data_views`.execute(db);
    expect(views.rows).toEqual([{ reason: '核对 139****5678 的材料', actor_id: '5' }]);
  });

  it('is everybody once it was made public, and nobody else when that is taken back', async () => {
    const [open, closed] = [await keep(await samplePicture(30, 20), { part: 'open' }), await keep(samplePdf('内部'), { part: 'open', dataClass: 'personal' })];
    const ids = [Number(open.id), Number(closed.id)];
    const publish = (isPublic: boolean) => inTransaction(db, (tx) => files.publish(tx, operator, PAPERS, OWNER, ids, isPublic));
    await expect(readPublicFile(as(NOBODY), Number(open.id), 'small')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await publish(true)).toEqual([Number(open.id)]);
    const { content } = await readPublicFile(as(NOBODY), Number(open.id), 'small');
    expect((await Array.fromAsync(content.read(0, content.size))).length).toBe(1);
    await expect(readPublicFile(as(NOBODY), Number(closed.id), 'full')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await publish(false);
    await expect(readPublicFile(as(NOBODY), Number(open.id), 'small')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
