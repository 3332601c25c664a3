/** Every use case that asks for a right, called by somebody who has none: it refuses, whatever else it was given. */
import { NOBODY } from '#platform/access/actor.ts';
import { outcomeOf } from './asking.ts';
import type { House } from './open-house.ts';
import type { Probe } from './probes.ts';
import { findUseCases, type UseCase } from './use-cases.ts';

type Called = (...given: unknown[]) => unknown;

/** Whatever is asked of it, it is that again: as good as anything, for a use case that refuses before it looks. */
const ANYTHING: unknown = new Proxy(() => undefined, {
  get: (_target, name) => (typeof name === 'symbol' || name === 'then' ? undefined : ANYTHING),
  apply: () => ANYTHING,
});

function givenTo({ parameters }: UseCase, house: House, side: string): unknown[] {
  return parameters.map((type) => {
    if (type === 'Context') return { ...house.operator, actor: NOBODY };
    if (/\b(Transaction|Database)\b/.test(type)) return house.db;
    if (type === 'Side') return side;
    if (type === 'number') return 1;
    if (type === 'string') return '1';
    return ANYTHING;
  });
}

/** What comes piece by piece has begun when its first piece came. */
async function begin(call: () => unknown): Promise<unknown> {
  const begun = call();
  return typeof begun === 'object' && begun !== null && Symbol.asyncIterator in begun ? (begun as AsyncGenerator).next() : begun;
}

async function wrongIn(useCase: UseCase, house: House): Promise<string[]> {
  const module = (await import(/* @vite-ignore */ useCase.file)) as Record<string, Called>;
  const called = module[useCase.exported];
  if (!called) throw new Error(`${useCase.name} is not exported`);
  const sides = useCase.parameters.includes('Side') ? ['office', 'own'] : [''];
  const wrong: string[] = [];
  for (const side of sides) {
    const have = await outcomeOf(begin(() => called(...givenTo(useCase, house, side))));
    if (have !== 'PERMISSION_MISSING') wrong.push(`${useCase.name} ${side} by nobody: ${have}`);
  }
  return wrong;
}

/** Which right they ask for stands in the register's definition, which they read first. */
const BY_DEFINITION = ['lockRecord', 'createRecordIn'].map((name) => `platform/registers/save-record.ts ${name}`);

export function nobodyProbes(): Probe[] {
  return findUseCases()
    .filter(({ name }) => !BY_DEFINITION.includes(name))
    .map((useCase) => ({ name: `${useCase.name} by nobody`, changes: false, run: (house) => wrongIn(useCase, house) }));
}
