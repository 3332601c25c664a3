import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { migrateAsOwner } from '#platform/db/open-databases.ts';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';
import { describeSchema } from './describe-schema.ts';
import { generatePublicColumnsPage } from './public-columns-page.ts';

/** A throw-away database loses nothing when the machine stops. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Migrates an empty database and describes it: its structure in SQL for reviewers, its rows as types for the compiler, what is public for everybody. */
export async function generateDatabaseFiles(): Promise<Record<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-generate-'));
  const server = await joinEmbeddedServer(folder, SETTINGS);
  try {
    const connection = server.connection('postgres');
    await migrateAsOwner(connection);
    return {
      'database/schema.sql': await describeSchema(connection),
      'database/types.ts': await describeTypes(connection.host ?? '', folder),
      'docs/generated/public-columns.md': await generatePublicColumnsPage(connection),
    };
  } finally {
    await server.leave();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the driver gives, see `platform/db/database.ts`: days as text, integers and numerics as numbers. */
async function describeTypes(socketFolder: string, folder: string): Promise<string> {
  const program = path.join(path.dirname(createRequire(import.meta.url).resolve('kysely-codegen')), 'cli', 'bin.js');
  const file = path.join(folder, 'types.ts');
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(socketFolder)}`;
  const options = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--out-file',
    file,
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--default-schema',
    'public',
    '--log-level',
    'error',
  ];
  await promisify(execFile)(process.execPath, [program, ...options, '--type-mapping', JSON.stringify({ int8: 'number' })]);
  return await readFile(file, 'utf8');
}
