/** ClamAV beside the product: what it finds is refused, what it could not look at is kept with that mark and looked at later. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { testStorage } from '#tests/support/files.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import { startVirusDaemon } from '#tests/support/virus-daemon.ts';
import { inTransaction } from '../db/database.ts';
import { scanStream } from '../outgoing/clamd.ts';
import { createClamdScanner } from './clamd-scanner.ts';
import type { FilePurpose } from './file-purpose.ts';
import { createFiles } from './files.ts';
import { readFile } from './read-file.ts';
import { scanWaiting } from './scan-waiting.ts';
import { NO_SCANNER } from './virus-scanner.ts';

const daemon = await startVirusDaemon();
const { db, owner } = await createTestDatabase();
const PAPERS: FilePurpose = { name: 'tests.paper', kinds: ['pdf'], maxBytes: 2_000_000, maxFiles: 9, dataClass: 'general' };
const OWNER = { id: 440103000000001, district: 440103, div: 440103001000 };
const storage = testStorage();
const scanned = testContext(db, { files: createFiles({ storage, scanner: createClamdScanner(daemon.tcp) }) });
const unscanned = testContext(db, { files: createFiles({ storage, scanner: NO_SCANNER }) });

/** A whole PDF with a word behind its end, where readers do not look and scanners do. */
const pdf = (word: string) => samplePdf(word);

async function keep(context: typeof scanned, content: Buffer) {
  const received = await context.platform.files.receive(context, PAPERS, { district: OWNER.district, name: '材料', content });
  return inTransaction(db, (tx) => context.platform.files.attach(tx, context, PAPERS, OWNER, received));
}

describe('the scanner', () => {
  it.each([
    ['over the network', () => daemon.tcp],
    ['over a socket', () => daemon.unix],
  ])('is asked %s, for contents of many pieces too', async (_way, place) => {
    const scanner = createClamdScanner(place());
    expect(await scanner.scan(Buffer.alloc(300_000, 'a'))).toEqual({ state: 'clean' });
    expect(await scanner.scan(Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.from('VIRUS')]))).toEqual({ state: 'infected', virus: 'Wotu.Test-1' });
    expect(await scanner.scan(Buffer.alloc(0))).toEqual({ state: 'clean' });
  });

  it('that refuses the size, is away or says nothing has not scanned', async () => {
    expect(await createClamdScanner(daemon.tcp).scan(Buffer.alloc(1_500_000))).toEqual({ state: 'unscanned', isAway: false });
    expect(await createClamdScanner(daemon.tcp).scan(Buffer.alloc(20_000_000))).toEqual({ state: 'unscanned', isAway: false });
    expect(await createClamdScanner({ path: '/nonexistent/clamd.ctl' }).scan(Buffer.from('a'))).toEqual({ state: 'unscanned', isAway: true });
    daemon.answers = false;
    await expect(scanStream(daemon.tcp, Buffer.from('a'), 200)).rejects.toThrow('timeout');
    daemon.answers = true;
  });

  it('that said nothing in time is not waited for again at once: people who send files would wait each time', async () => {
    let now = 0;
    const scanner = createClamdScanner(daemon.tcp, { answerMs: 150, silentMs: 400 }, () => now);
    daemon.answers = false;
    expect(await scanner.scan(Buffer.from('a'))).toEqual({ state: 'unscanned', isAway: true });
    daemon.answers = true;
    now = 399;
    expect(await scanner.scan(Buffer.from('a'))).toEqual({ state: 'unscanned', isAway: true });
    now = 400;
    expect(await scanner.scan(Buffer.from('a'))).toEqual({ state: 'clean' });
  });
});

describe('what people send', () => {
  it('is kept as clean, or refused by the name of its virus', async () => {
    expect(await keep(scanned, pdf('干净'))).toMatchObject({ scan: 'clean' });
    await expect(keep(scanned, pdf('VIRUS'))).rejects.toMatchObject({ code: 'FILE_INFECTED', message: expect.stringContaining('Wotu.Test-1') });
  });

  it('unscanned is scanned by night: the clean one says so, the infected one is sealed off, off the public pages and in the trail', async () => {
    const [good, bad] = [await keep(unscanned, pdf('第二份')), await keep(unscanned, pdf('VIRUS too'))];
    expect([good.scan, bad.scan]).toEqual(['unscanned', 'unscanned']);
    await inTransaction(db, (tx) => unscanned.platform.files.publish(tx, unscanned, PAPERS, OWNER, [Number(bad.id)], true));
    expect(await scanWaiting(unscanned)).toEqual({ clean: 0, infected: 0, left: 0 });
    expect(await scanWaiting(scanned)).toEqual({ clean: 1, infected: 1, left: 0 });
    const files = (await scanned.platform.files.list(scanned, PAPERS, OWNER.district, [OWNER.id])).get(OWNER.id) ?? [];
    expect(files.map(({ scan, isPublic }) => [scan, isPublic])).toEqual([
      ['clean', false],
      ['clean', false],
      ['infected', false],
    ]);
    const keeper = { purpose: PAPERS, reachOf: async () => 'reads' as const };
    await expect(readFile(scanned, [keeper], { id: Number(bad.id), size: 'full' })).rejects.toMatchObject({ code: 'FILE_SEALED_OFF' });
    const { rows } = await sql<{ details: object }>`select details from audit_entries where action = 'file.infected'`.execute(owner);
    expect(rows).toEqual([{ details: { purpose: 'tests.paper', virus: 'Wotu.Test-1' } }]);
    expect(await scanWaiting(scanned)).toEqual({ clean: 0, infected: 0, left: 0 });
  });

  it('that the scanner will not look at keeps nobody else waiting', async () => {
    const [large, small] = [await keep(unscanned, samplePdf('x'.repeat(1_200_000))), await keep(unscanned, pdf('VIRUS three'))];
    expect(await scanWaiting(scanned)).toEqual({ clean: 0, infected: 1, left: 1 });
    const { rows } = await sql<{ scan: string }>`select scan from files where id in (${large.id}, ${small.id}) order by id`.execute(owner);
    expect(rows.map(({ scan }) => scan)).toEqual(['unscanned', 'infected']);
    await sql`delete from files where id = ${large.id}`.execute(owner);
  });

  it('waits on when the scanner is away', async () => {
    await keep(unscanned, pdf('第三份'));
    const away = testContext(db, { files: createFiles({ storage, scanner: createClamdScanner({ path: '/nonexistent/clamd.ctl' }) }) });
    expect(await scanWaiting(away)).toEqual({ clean: 0, infected: 0, left: 1 });
  });
});
