import { once } from 'node:events';
import { createServer } from 'node:net';

/** @throws Error in Chinese when nothing can listen there */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw new Error(explainListening(error, port, host), { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

/** @returns in Chinese why nothing can listen there, and what to do */
export function explainListening(error: unknown, port: number, host: string): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被其他程序占用（也可能是已经启动的沃土）。请关闭那个程序，或换一个端口：npm start -- --port ${port === 65_535 ? 8081 : port + 1}`;
  if (code === 'EACCES') return `没有权限使用端口 ${port}。请换一个 1024 以上的端口，例如 --port 8080。`;
  return `不能在 ${host} 的端口 ${port} 上启动：${code ?? String(error)}。请检查 --host。`;
}
