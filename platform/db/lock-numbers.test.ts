import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LOCK_NUMBERS } from './lock-numbers.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const sources = ['platform/**/*.ts', 'modules/**/*.ts', 'apps/**/*.ts', 'database/migrations/*.sql']
  .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('lock-numbers.ts'))
  .map((file) => ({ file, text: readFileSync(`${ROOT}${file}`, 'utf8') }))
  .filter(({ text }) => /pg_(?:try_)?advisory_(?:xact_)?lock/.test(text));

/** Fixed numbers in files that take locks without the list. */
const elsewhere = sources.flatMap(({ text }) => [
  ...[...text.matchAll(/\b6_027_\d{3}\b/g)].map(([number]) => Number(number.replaceAll('_', ''))),
  ...[...text.matchAll(/advisory_(?:xact_)?lock\((\d+)\)/g)].map(([, number]) => Number(number)),
]);

it('no number of a lock is used for two things', () => {
  const all = [...Object.values(LOCK_NUMBERS), ...elsewhere];
  expect(elsewhere.toSorted((one, other) => one - other)).toEqual([4712, 6_027_523, 6_027_529]);
  expect(new Set(all).size).toBe(all.length);
});

it('every other lock is taken by a number of the list, or stands for one record by its name', () => {
  const taken = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/advisory_(?:xact_)?(?:un)?lock(?:_shared)?\(([^)]{0,40})/g)].map(([, by = '']) => ({ file, by: by.replace('${', '').trim() })),
  );
  expect(taken.length).toBeGreaterThan(15);
  const odd = taken.filter(({ by }) => !/^(?:LOCK_NUMBERS\.|hashtext|4712)/.test(by)).map(({ file }) => file);
  expect(odd.toSorted()).toEqual(['modules/accounts/server/keep-last-administrator.ts', 'platform/crypto/data-keys.ts']);
});
