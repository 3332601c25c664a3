/** A process that is killed while it changes the master key leaves an installation that starts with what lies there, and reads everything. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import { announceKey, learnKeys } from '#platform/crypto/data-keys.ts';
import { readOrMakeMasterKey } from '#platform/crypto/master-key.ts';
import { openCipher } from '#platform/crypto/open-cipher.ts';
import { inTransaction } from '#platform/db/database.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { timeLimit, trials } from '#tests/support/sizes.ts';

const CHANGING = fileURLToPath(new URL('rotate-master-key.ts', import.meta.url));
const KILLS = trials(8, 100);

describe('a change of the master key that is killed', async () => {
  const { db, ownerConnection } = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-killed-key-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'master');
  const now = new Date('2023-11-20T05:00:00.000Z');
  const start = async () => {
    const cipher = await openCipher(db, (await readOrMakeMasterKey(file)).key, file);
    await learnKeys(db, cipher, now);
    return cipher;
  };

  /** @param killedAfterMs undefined lets it finish @returns how long it went on, in milliseconds */
  async function change(killedAfterMs?: number): Promise<number> {
    const child = fork(CHANGING, [JSON.stringify({ owner: ownerConnection, file })], { execArgv: [] });
    const ended = once(child, 'exit');
    await Promise.race([
      once(child, 'message'),
      ended.then(() => {
        throw new Error('ended before it was told to begin');
      }),
    ]);
    const began = performance.now();
    child.send('go');
    if (killedAfterMs !== undefined) {
      await wait(killedAfterMs);
      child.kill('SIGKILL');
    }
    const [code] = (await ended) as [number | null];
    if (killedAfterMs === undefined && code !== 0) throw new Error(`ended with ${code}`);
    return performance.now() - began;
  }

  it(
    'leaves the old one or the new one in force, never neither',
    async () => {
      const first = await start();
      const values = [first.encrypt('13812345678', 'p')];
      await inTransaction(db, (tx) => announceKey(tx, first, now, 0));
      await learnKeys(db, first, now);
      values.push(first.encrypt('13812345678', 'p'));
      const seen = new Set<string>();
      const whole = await change();
      for (let kill = 0; kill < KILLS; kill += 1) {
        await change((kill * whole) / KILLS);
        const cipher = await start();
        seen.add(cipher.masterCheck());
        expect(values.map((value) => cipher.decrypt(value, 'p'))).toEqual(['13812345678', '13812345678']);
        expect(cipher.blindIndex('13812345678', 'phone')).toBe(first.blindIndex('13812345678', 'phone'));
      }
      await change();
      const last = await start();
      expect(seen.has(last.masterCheck())).toBe(false);
      expect(await verifyAudit(db, last.auditKey)).toMatchObject({ findings: [] });
      // as many changes as the trail tells lie beside the key in force, whole
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit_entries where action = 'master-key.rotated'`.execute(db);
      // (a kill may leave the beginnings of a key that was never used, `master.next.…`)
      const kept = (await readdir(folder)).filter((name) => name !== 'master' && !name.startsWith('master.next.'));
      expect(kept).toHaveLength(rows[0]?.count ?? -1);
    },
    timeLimit(120),
  );
});
