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
}

export interface OrdinaryTests {
  ask(question: TestQuestion): Promise<TestAnswer>;
  end(): Promise<void>;
}

/** Not those that start the product in another process, where nothing is switched, nor those that only count or measure. */
const ELSEWHERE = /^tests\/(architecture|audit|contract|faults|hostile|journeys|oracle|plans|support|access\/(mutation|fuzz|hostile-input|raw-answers))/;

export function listTestFiles(): string[] {
  const files = globSync('{platform,modules,apps,tests}/**/*.test.ts', { exclude: ['**/node_modules/**'] });
  return files.map((file) => file.replaceAll('\\', '/')).filter((file) => !ELSEWHERE.test(file) && !/\/(domain|contract|web)\//.test(file));
}

export async function startOrdinaryTests(): Promise<OrdinaryTests> {
  // nothing of the run around it: it is a run of its own, in the short form
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(WOTU_|VITEST|TEST$|NODE_OPTIONS)/.test(name)));
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'run-tests.ts'), { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    ask: async (question) => {
      child.send(question);
      const [answer] = (await once(child, 'message')) as [TestAnswer];
      return answer;
    },
    end: async () => {
      child.send('end');
      await once(child, 'exit');
    },
  };
}
