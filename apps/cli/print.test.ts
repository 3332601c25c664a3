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
