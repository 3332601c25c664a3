import type { SpawnOptions } from 'node:child_process';

export interface PostgresServer {
  /** of an owner of databases who is no superuser */
  url: string;
  stop(): Promise<void>;
  /** folder of PostgreSQL's programs */
  programs: string;
  /** of the socket, where the superuser gets in */
  folder: string;
  port: number;
  settings: readonly string[];
  /** as whom and with what surroundings its programs run */
  options: SpawnOptions & { cwd: string };
}

export function startPostgresServer(): Promise<PostgresServer>;
