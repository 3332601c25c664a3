import path from 'node:path';
import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import { type DrillOutcome, noteDrill } from '#platform/backup/drill-log.ts';
import { type Config, readConfig } from '#platform/config/config.ts';
import { readMasterKey } from '#platform/crypto/master-key.ts';
import { type Database, inTransaction, openDatabase } from '#platform/db/database.ts';
import { findMissingMigrations } from '#platform/db/missing-migrations.ts';
import { openOwner } from '#platform/db/open-databases.ts';
import { hasEmbeddedDatabase } from '#platform/embedded-postgres/embedded-server.ts';
import type { CommonOptions } from './command-options.ts';
import { explain } from './print.ts';
import { inSession } from './session.ts';

/**
 * Writes a restore on trial down in the installation that it was held for, so that the operations page and the alarms know of it. A drill on
 * another computer, or while the installation is away, is as good: it is only not written down.
 * @returns why it was not, in Chinese; undefined when it was
 */
export async function rememberDrill(options: CommonOptions, file: string, outcome: DrillOutcome): Promise<string | undefined> {
  try {
    const config = readConfig(process.env, options.data);
    const reason = await whyNotHere(config);
    return reason ?? (await beforeItCloses(config, () => write(options, file, outcome)));
  } catch (error) {
    return explain(error).message;
  }
}

/** Opening would make what is missing, a database and a master key: nothing that a drill is for. */
async function whyNotHere({ databaseUrl, dataFolder, keyFile }: Config): Promise<string | undefined> {
  if (databaseUrl === undefined && !hasEmbeddedDatabase(dataFolder)) return `${dataFolder} 里没有平台的数据库。`;
  return (await readMasterKey(keyFile)) ? undefined : `没有找到主密钥文件 ${keyFile}。`;
}

/** Opening would also bring the database up to this program: an upgrade, which nobody asked a drill for. */
async function beforeItCloses(config: Config, work: () => Promise<void>): Promise<string | undefined> {
  const access = await openOwner(config);
  const db = openDatabase({ ...access.owner, max: 1 });
  try {
    if (await isEmpty(db)) return '平台的数据库还是空的。';
    const { missing, newer } = await findMissingMigrations(db);
    if (missing.length > 0) return '平台的数据库还没有升级到这个程序的版本。请用平台自己的 wotu 演练，或先升级平台。';
    if (newer.length > 0) return '平台的数据库已由更新的程序升级。请用平台自己的 wotu 演练。';
    await work();
    return undefined;
  } finally {
    await db.destroy();
    await access.close();
  }
}

/** As after a restore that was refused. */
async function isEmpty(db: Database): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('schema_migrations') is not null as found`.execute(db);
  return rows[0]?.found !== true;
}

function write(options: CommonOptions, file: string, outcome: DrillOutcome): Promise<void> {
  // a folder's own name is empty, as is no name at all
  const fileName = path.basename(file) || '没有写文件名';
  return inSession(options, ({ context }) =>
    inTransaction(context.platform.db, async (tx) => {
      await noteDrill(tx, context, fileName, outcome);
      await audit(tx, context, {
        action: 'backup.drilled',
        subject: { type: 'backup', id: fileName, district: 0 },
        details: 'refusal' in outcome ? { restored: false } : { restored: true, rows: outcome.rows, findings: outcome.findings },
      });
    }),
  );
}
