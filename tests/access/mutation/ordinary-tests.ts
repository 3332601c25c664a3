/** Asks the ordinary test files, in a process of its own, whether they notice that guards are off. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import path from 'node:path';

export interface TestQuestion {
  off: readonly string[];
  file: string;
}

export interface TestAnswer {
  isFailed: boolean;
  seconds: number;
  /** guards that the file asked */
  asked: readonly string[];
  /** the first thing found wrong */
  why: string;
}

export interface OrdinaryTests {
  /** In one worker, one after the other. */
  ask(questions: readonly TestQuestion[]): Promise<TestAnswer[]>;
  end(): Promise<void>;
}

/**
 * Not those that start the product in another process, where nothing is switched, nor those that only count or measure; nor those of the access
 * tests that ask the same as the probes.
 */
const LEFT_OUT =
  /^tests\/(architecture|audit|contract|faults|hostile|journeys|oracle|plans|support|access\/(mutation|fuzz|hostile-input|raw-answers|routes|acts|command-line|inner-doors|who-sees-what))/;
const OF_MODULE = /^(?:modules|platform)\/[^/]+\//;

function listTestFiles(): string[] {
  const files = globSync('{platform,modules,apps,tests}/**/*.test.ts', { exclude: ['**/node_modules/**'] });
  return files.map((file) => file.replaceAll('\\', '/')).filter((file) => !LEFT_OUT.test(file) && !/\/(domain|contract|web)\//.test(file));
}

const FILES = listTestFiles();

/** Test files that may notice: those of the guard's own module, and of the product as a whole. */
export function filesFor(guardPath: string): { near: string[]; far: string[] } {
  const own = OF_MODULE.exec(guardPath)?.[0] ?? guardPath;
  const isModule = own.startsWith('modules/');
  const [near, far] = [FILES.filter((file) => file.startsWith(own)), FILES.filter((file) => !file.startsWith(own))];
  return { near, far: far.filter((file) => !isModule || !file.startsWith('modules/')) };
}

export async function startOrdinaryTests(): Promise<OrdinaryTests> {
  // nothing of the run around it: it is a run of its own, in the short form
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(WOTU_|VITEST|TEST$|NODE_OPTIONS)/.test(name)));
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'run-tests.ts'), { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    ask: async (questions) => {
      child.send(questions);
      const [answers] = (await once(child, 'message')) as [TestAnswer[]];
      return answers;
    },
    end: async () => {
      child.send('end');
      await once(child, 'exit');
    },
  };
}
