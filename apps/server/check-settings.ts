import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '#platform/config/config.ts';
import { createScanner, createStorage } from '#platform/files/create-storage.ts';
import type { FileStorage } from '#platform/files/file-storage.ts';
import type { VirusScanner } from '#platform/files/virus-scanner.ts';
import { checkSettings, unknownSettings } from '#platform/config/settings.ts';
import { readMasterKey } from '#platform/crypto/master-key.ts';
import { hasEmbeddedDatabase } from '#platform/embedded-postgres/embedded-server.ts';

/** One line of `wotu config check`. A warning does not stop a start. */
export interface SettingsFinding {
  state: 'good' | 'warning' | 'wrong';
  /** Chinese: what was looked at, and what to do when it is not good */
  text: string;
}

const OLDEST_POSTGRES = 150_000;
const CONNECT_MS = 5000;

/** Looks at the settings and at what they name, and changes nothing: no file is made, no engine started. */
export async function checkInstallation(environment: Record<string, string | undefined>, dataFolder?: string): Promise<SettingsFinding[]> {
  const { problems } = checkSettings(environment);
  const unknown = unknownSettings(environment).map((name) => warning(`平台不认识设置 ${name}，它不起作用。请检查有没有写错名字。`));
  if (problems.length > 0) return [...problems.map(({ text }) => wrong(text)), ...unknown];
  try {
    const config = readConfig(environment, dataFolder);
    return [
      good('设置的格式都正确'),
      ...unknown,
      await checkFolder(config),
      await checkKeyFile(config),
      ...(await checkLogins(config)),
      ...(await checkFileMeans(config)),
    ];
  } catch (error) {
    return [wrong(error instanceof Error ? error.message : String(error)), ...unknown];
  }
}

const good = (text: string): SettingsFinding => ({ state: 'good', text });
const warning = (text: string): SettingsFinding => ({ state: 'warning', text });
const wrong = (text: string): SettingsFinding => ({ state: 'wrong', text });

async function checkFolder({ dataFolder }: Config): Promise<SettingsFinding> {
  // a folder that is not there yet is made in the nearest one that is
  for (let folder = dataFolder; ; folder = path.dirname(folder)) {
    const state = await access(folder, constants.W_OK).then(
      () => 'writable',
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (state === 'writable') return good(`数据文件夹 ${dataFolder}${folder === dataFolder ? '' : '（启动时建立）'}`);
    if (state !== 'ENOENT' || path.dirname(folder) === folder) return wrong(`不能写入数据文件夹 ${dataFolder}。请检查它属于运行平台的用户，磁盘没有设为只读。`);
  }
}

async function checkKeyFile({ keyFile, dataFolder, databaseUrl }: Config): Promise<SettingsFinding> {
  const found = await stat(keyFile).catch((error: NodeJS.ErrnoException) => error.code);
  if (found === 'ENOENT' && databaseUrl === undefined && hasEmbeddedDatabase(dataFolder))
    return wrong(`数据文件夹里已有数据，却没有主密钥文件 ${keyFile}，平台不会启动。请把原来的主密钥放到这里。`);
  if (found === 'ENOENT') return warning(`还没有主密钥文件 ${keyFile}，第一次启动时生成。已有数据时请先把原来的主密钥放到这里。`);
  if (typeof found === 'string' || found === undefined) return wrong(`读不到主密钥文件 ${keyFile}（${found}）。请检查权限。`);
  if (!found.isFile()) return wrong(`主密钥文件 ${keyFile} 不是一个文件。请检查 WOTU_KEY_FILE。`);
  try {
    await readMasterKey(keyFile);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return wrong(code === undefined ? message : `读不到主密钥文件 ${keyFile}（${code}）。请检查权限。`);
  }
  if ((found.mode & 0o077) !== 0) return warning(`主密钥文件 ${keyFile} 别的用户也能读。请执行：chmod 600 ${keyFile}`);
  return good(`主密钥文件 ${keyFile}`);
}

/** Logins that may own tables: the owner's, and on a copy there is nothing to own for good. */
const OF_OWNERS = ['DATABASE_URL', 'WOTU_REPLICA_URL', 'WOTU_GATHER_URL'];

async function checkLogins(config: Config): Promise<SettingsFinding[]> {
  if (!config.databaseUrl) {
    const unused = [config.applicationUrl, config.portalUrl, config.replicaUrl, config.gatherUrl].some(Boolean);
    return [
      good('使用内置数据库'),
      ...(unused
        ? [wrong('设了 WOTU_APPLICATION_URL、WOTU_PORTAL_URL、WOTU_REPLICA_URL 或 WOTU_GATHER_URL，却没有设 DATABASE_URL。请补上 DATABASE_URL，或去掉它们。')]
        : []),
    ];
  }
  const logins = {
    DATABASE_URL: config.databaseUrl,
    WOTU_APPLICATION_URL: config.applicationUrl,
    WOTU_PORTAL_URL: config.portalUrl,
    WOTU_REPLICA_URL: config.replicaUrl,
    WOTU_GATHER_URL: config.gatherUrl,
  };
  return Promise.all(Object.entries(logins).flatMap(([name, url]) => (url === undefined ? [] : [checkLogin(name, url)])));
}

/** The bucket is listed, the scanner asked; the folder of a storage on the disk is made at the first file. */
async function checkFileMeans({ files }: Config): Promise<SettingsFinding[]> {
  const scanner = createScanner(files);
  return [...(files.s3 ? [await checkBucket(createStorage(files, 's3'))] : []), ...(scanner.place === null ? [] : [await checkScanner(scanner)])];
}

async function checkBucket(storage: FileStorage): Promise<SettingsFinding> {
  try {
    await storage.list()[Symbol.asyncIterator]().next();
    return good(`对象存储 ${storage.place} 能列出内容`);
  } catch (error) {
    return wrong(`对象存储 ${storage.place} 用不了：${error instanceof Error ? error.message : String(error)}请检查 WOTU_FILES_S3 各项和这个密钥的权限。`);
  }
}

async function checkScanner(scanner: VirusScanner): Promise<SettingsFinding> {
  const { state } = await scanner.scan(Buffer.from('wotu'));
  return state === 'clean'
    ? good(`查毒服务 ${scanner.place} 有应答`)
    : warning(`查毒服务 ${scanner.place} 没有应答，附件会标明“未查毒”，夜里补查。请检查 WOTU_CLAMD 和 clamd 是否在运行。`);
}

async function checkLogin(name: string, connectionString: string): Promise<SettingsFinding> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; owns: boolean }>(
      `select current_setting('server_version_num') as number, exists(select from pg_tables where schemaname = 'public' and tableowner = current_user) as owns`,
    );
    const version = Number(rows[0]?.number);
    if (version < OLDEST_POSTGRES) return wrong(`${name} 的数据库服务器是 ${Math.floor(version / 10_000)} 版，平台需要 15 或更新的版本。`);
    if (!OF_OWNERS.includes(name) && rows[0]?.owns) return wrong(`${name} 的账号拥有数据表，可以绕过审计。请另设一个只有必要权限的账号（见 README）。`);
    return good(`${name} 连得上，服务器是 ${Math.floor(version / 10_000)} 版`);
  } catch (error) {
    return wrong(
      `${name} 连不上数据库（${(error as { code?: string }).code ?? (error instanceof Error ? error.message : '')}）。请检查地址、端口、账号、密码，以及服务器是否在运行。`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
