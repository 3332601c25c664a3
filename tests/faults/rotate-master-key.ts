/** A process of its own that changes the master key once it is told to, for a test to kill. Its one argument: `{ owner, file }` as JSON. */
import { systemActor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { openCipher } from '#platform/crypto/open-cipher.ts';
import { learnKeys } from '#platform/crypto/data-keys.ts';
import { readOrMakeMasterKey } from '#platform/crypto/master-key.ts';
import { rotateMasterKey } from '#platform/crypto/rotate-master-key.ts';
import { type Connection, openDatabase } from '#platform/db/database.ts';

const { owner, file } = JSON.parse(process.argv[2] ?? '') as { owner: Connection; file: string };
const db = openDatabase({ ...owner, role: 'wotu_app', max: 1 });
const now = new Date('2023-11-20T05:00:00.000Z');
const cipher = await openCipher(db, (await readOrMakeMasterKey(file)).key, file);
await learnKeys(db, cipher, now);
// what a change of the key asks of its context, and no more: the rest of it is made for test workers only
const context = {
  platform: { db, cipher },
  actor: systemActor('system:cli'),
  now,
  today: '2023-11-20',
  requestId: 'test',
  origin: 'test',
} as unknown as Context;
process.once('message', () => {
  void rotateMasterKey(context, owner, file).then(() => process.exit(0));
});
process.send?.('ready');
