import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chownSync } from 'node:fs';

const NOBODY = 65_534;

/**
 * PostgreSQL refuses to run as root. When we are root its processes run as nobody, or, where nobody cannot reach the
 * folders (a project under /root), inside a user namespace that shows root as an ordinary user.
 */
export interface OperatingUser {
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** hands a new folder to the user that PostgreSQL runs as */
  own(folder: string): void;
}

/** @param mustReach files and folders that the server's user has to read */
export function chooseOperatingUser(mustReach: readonly string[]): OperatingUser {
  if (process.getuid?.() !== 0) return { spawn, own: () => undefined };
  if (mustReach.every((file) => spawnSync('test', ['-r', file], { uid: NOBODY, gid: NOBODY }).status === 0)) {
    return {
      spawn: (command, args, options) => spawn(command, args, { ...options, uid: NOBODY, gid: NOBODY }),
      own: (folder) => chownSync(folder, NOBODY, NOBODY),
    };
  }
  const namespace = ['-U', '--map-user=1000', '--map-group=1000'];
  if (spawnSync('unshare', [...namespace, 'test', '-r', mustReach[0] ?? '/']).status === 0) {
    return { spawn: (command, args, options) => spawn('unshare', [...namespace, command, ...args], options), own: () => undefined };
  }
  throw new Error('内置数据库不能以 root 身份运行，而程序所在文件夹其他用户又读不到。请把程序放到其他用户可读的文件夹（如 /opt），或改用普通用户启动。');
}
