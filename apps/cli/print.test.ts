import { afterEach, expect, it, vi } from 'vitest';
import { printFailure } from './print.ts';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

it.each(['ENOSPC', '53100'])('tells a full disk (%s) in plain Chinese', (code) => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  printFailure(Object.assign(new Error('no space left on device'), { code }), true);
  expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toEqual({ error: { code: 'DISK_FULL', message: '磁盘已满，写不进去。请先清理或扩容，再运行一次。' } });
  expect(process.exitCode).toBe(1);
});

it.each([
  Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }),
  new Error('Client has encountered a connection error and is not queryable'),
])('tells a connection that was lost in plain Chinese: %s', (error) => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  printFailure(error, true);
  expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toEqual({
    error: { code: 'DATABASE_UNAVAILABLE', message: '与数据库的连接中断，这次操作没有完成。请检查数据库服务器是否在运行，再执行一次。' },
  });
});
