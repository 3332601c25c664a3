import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { withSwitches } from './find-guards.ts';
import { pathInProject, readGuards } from './guard-files.ts';

/** Puts a switch at every guard while the tests load the product. */
export function switchGuards(): Plugin {
  const guards = readGuards();
  return {
    name: 'switch-guards',
    enforce: 'pre',
    transform(code, file) {
      const found = guards.get(pathInProject(file));
      if (!found) return undefined;
      if (code !== readFileSync(file.replace(/\?.*$/, ''), 'utf8')) throw new Error(`${file} was changed before its guards were found`);
      return { code: withSwitches(code, found), map: null };
    },
  };
}
