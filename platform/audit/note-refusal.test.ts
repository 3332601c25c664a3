import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { refuse } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { noteRefusal } from './note-refusal.ts';

describe('a refused right in the trail', async () => {
  const { db } = await createTestDatabase();
  const refusal = refuse(accessErrors.PERMISSION_MISSING, { permission: 'audit.read' });
  const entries = async () =>
    (await sql<{ subject_id: string; details: unknown }>`select subject_id, details from audit_entries order by number`.execute(db)).rows;

  it('is written once, then counted, then told with the count', async () => {
    for (let time = 0; time < 50; time += 1) await noteRefusal(testContext(db, { now: '2023-11-20T04:00:00Z' }), refusal, 'audit.read');
    expect(await entries()).toEqual([{ subject_id: 'audit.read', details: { code: 'PERMISSION_MISSING', silent: 0 } }]);
    await noteRefusal(testContext(db, { now: '2023-11-20T04:11:00Z' }), refusal, 'audit.read');
    expect((await entries())[1]).toEqual({ subject_id: 'audit.read', details: { code: 'PERMISSION_MISSING', silent: 49 } });
  });

  it('does not fill the disk, whoever asks for whatever', async () => {
    const before = (await entries()).length;
    for (let number = 0; number < 600; number += 1) {
      const actor = { ...systemActor('system:cli'), id: String(number % 7) };
      await noteRefusal(testContext(db, { now: '2023-11-20T05:00:00Z', actor }), refusal, `verb-${number}`);
    }
    expect((await entries()).length - before).toBe(500);
  });
});
