/** One contract for both storages; S3 against a server that verifies every signature. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startObjectStorage } from '#tests/support/object-storage.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import { inTransaction } from '../db/database.ts';
import { createOutgoing } from '../outgoing/outgoing.ts';
import { checkFiles } from './check-files.ts';
import { createStorage } from './create-storage.ts';
import { createDiskStorage } from './disk-storage.ts';
import type { FilePurpose } from './file-purpose.ts';
import type { FileStorage } from './file-storage.ts';
import { createFiles } from './files.ts';
import { moveFiles } from './move-files.ts';
import { readFile } from './read-file.ts';
import { createS3Storage } from './s3-storage.ts';
import { NO_SCANNER } from './virus-scanner.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'wotu-storages-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const far = await startObjectStorage();
const fileSettings = { storage: 's3', folder, s3: far.settings, clamd: undefined } as const;
const s3 = createStorage(fileSettings);
beforeEach(() => far.objects.clear());

const newName = () => randomBytes(16).toString('hex');
const namesOf = async (list: AsyncIterable<{ name: string }>) => (await Array.fromAsync(list)).map(({ name }) => name);

describe.each<[string, () => FileStorage]>([
  ['disk', () => createDiskStorage(path.join(folder, newName()))],
  ['s3', () => s3],
])('the storage %s', (_kind, open) => {
  it('gives back what was put, whole and in part, and nothing of what is not there', async () => {
    const storage = open();
    const [name, bytes] = [newName(), randomBytes(70_000)];
    await storage.put(name, bytes);
    expect(await storage.get(name, 0, 70_000)).toEqual(bytes);
    expect(await storage.get(name, 65_536, 65_600)).toEqual(bytes.subarray(65_536, 65_600));
    expect(await storage.get(name, 69_999, 80_000)).toEqual(bytes.subarray(69_999));
    expect(await storage.get(name, 70_000, 70_001)).toEqual(Buffer.alloc(0));
    expect(await storage.get(newName(), 0, 1)).toBeUndefined();
  });

  it('lists in order of names over several pages, each with its length', async () => {
    const storage = open();
    const names = Array.from({ length: 5 }, newName).flatMap((name) => [name, `${name}.small`]);
    for (const name of names) await storage.put(name, Buffer.alloc(7));
    const listed = await Array.fromAsync(storage.list());
    expect(listed.map(({ name }) => name)).toEqual(names.toSorted());
    expect(listed.every(({ size, at }) => size === 7 && Math.abs(at.getTime() - Date.now()) < 60_000)).toBe(true);
  });

  it('sets aside, takes back and removes, each twice without harm', async () => {
    const storage = open();
    const name = newName();
    await storage.put(name, Buffer.from('a'));
    await storage.setAside(name);
    await storage.setAside(name);
    expect([await namesOf(storage.list()), await namesOf(storage.listAside())]).toEqual([[], [name]]);
    expect([await storage.takeBack(name), await storage.takeBack(name)]).toEqual([true, false]);
    expect(await storage.get(name, 0, 1)).toEqual(Buffer.from('a'));
    await storage.setAside(name);
    await storage.removeAside(name);
    await storage.removeAside(name);
    expect(await namesOf(storage.listAside())).toEqual([]);
  });
});

describe('a bucket', () => {
  it('that refuses the key or the signature is told with its own word', async () => {
    const outgoing = createOutgoing({ allowed: new Set([far.settings.address.origin]) });
    const wrong = createS3Storage({ ...far.settings, secret: 'another' }, outgoing);
    await expect(wrong.put(newName(), Buffer.from('a'))).rejects.toThrow(/SignatureDoesNotMatch/);
    const unknown = createS3Storage({ ...far.settings, keyId: 'NOBODY' }, outgoing);
    await expect(namesOf(unknown.list())).rejects.toMatchObject({ code: 'FILE_STORAGE_UNAVAILABLE', message: expect.stringContaining('InvalidAccessKeyId') });
    expect(far.objects.size).toBe(0);
  });

  it('that is busy is asked again, and given up after the third time', async () => {
    far.failNext(2);
    const name = newName();
    await s3.put(name, Buffer.from('a'));
    expect([...far.objects.keys()]).toEqual([`objects/${name}`]);
    far.failNext(3);
    await expect(s3.get(name, 0, 1)).rejects.toMatchObject({ code: 'FILE_STORAGE_UNAVAILABLE', status: 503 });
  });

  it('that is not there is told as the storage, not as a fault of the program', async () => {
    const nowhere = createStorage({ ...fileSettings, s3: { ...far.settings, address: new URL('http://127.0.0.1:1/files') } });
    await expect(nowhere.put(newName(), Buffer.from('a'))).rejects.toMatchObject({ code: 'FILE_STORAGE_UNAVAILABLE' });
  });
});

describe('moving from one storage to another', () => {
  it('brings everything, goes on where it was broken off, and changes nothing twice', async () => {
    const disk = createDiskStorage(path.join(folder, newName()));
    const contents = new Map(Array.from({ length: 8 }, () => [newName(), randomBytes(1000)]));
    for (const [name, bytes] of contents) await disk.put(name, bytes);
    const names = [...contents.keys()].toSorted();
    let seen = 0;
    const broken = moveFiles(disk, s3, () => {
      seen += 1;
      if (seen === 3) throw new Error('broken off');
    });
    await expect(broken).rejects.toThrow('broken off');
    // cut short on the way
    const cut = far.objects.get(`objects/${names[0] ?? ''}`);
    if (cut) cut.bytes = cut.bytes.subarray(0, 10);
    expect(await moveFiles(disk, s3)).toMatchObject({ moved: 6, present: 2 });
    for (const [name, bytes] of contents) expect(await s3.get(name, 0, 2000)).toEqual(bytes);
    expect(await moveFiles(disk, s3)).toMatchObject({ moved: 0, present: 8 });
    const back = createDiskStorage(path.join(folder, newName()));
    expect(await moveFiles(s3, back)).toMatchObject({ moved: 8, bytes: 8000 });
    expect(await namesOf(back.list())).toEqual(names);
  });
});

describe('attachments in a bucket', async () => {
  const { db } = await createTestDatabase();
  const context = testContext(db, { files: createFiles({ storage: s3, scanner: NO_SCANNER }), now: new Date().toISOString() });
  const PAPERS: FilePurpose = { name: 'tests.paper', kinds: ['jpeg', 'pdf'], maxBytes: 2_000_000, maxFiles: 9, dataClass: 'general' };
  const OWNER = { id: 440103000000001, district: 440103, div: 440103001000 };

  it('are kept, read, and checked both ways as on the disk', async () => {
    const { files } = context.platform;
    const received = await files.receive(context, PAPERS, { district: OWNER.district, name: '材料', content: await samplePicture(60, 40) });
    const { id } = await inTransaction(db, (tx) => files.attach(tx, context, PAPERS, OWNER, received));
    const { content } = await readFile(context, [{ purpose: PAPERS, reachOf: async () => 'reads' as const }], { id: Number(id), size: 'small' });
    expect(Buffer.concat(await Array.fromAsync(content.read(0, 2))).toString('hex')).toBe('ffd8');
    // nobody refers to it, and it is older than a day
    const orphan = newName();
    far.objects.set(`objects/${orphan}`, { bytes: Buffer.from('a'), at: new Date(Date.now() - 2 * 86_400_000) });
    expect(await checkFiles(context, { isDeep: true, mends: true })).toMatchObject({ contents: 1, setAside: 1, missing: { count: 0 }, damaged: { count: 0 } });
    expect(await namesOf(s3.listAside())).toEqual([orphan]);
    far.objects.delete(`objects/${received.content.object}`);
    expect(await checkFiles(context)).toMatchObject({ missing: { count: 1, names: [id] } });
  });
});
