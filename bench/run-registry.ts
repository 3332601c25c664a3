/**
 * The bench of the registry: `node bench/run-registry.ts --folder DIR [--scope 410000,440000] [--per-community 9.7] [--server URL]`.
 * The usual size is one million organizations; it fills the database at the first run, then measures.
 */
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.ts';
import { measureRegistry } from './measure-registry.ts';
import { openNation } from './open-nation.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'data/bench-registry' },
    scope: { type: 'string', default: '410000,440000,460000' },
    'per-community': { type: 'string', default: '12' },
    server: { type: 'string' },
    runs: { type: 'string', default: '100' },
  },
});
const say = (line: string) => console.error(line);

const nation = await openNation({
  folder: values.folder,
  server: values.server,
  scope: values.scope.split(','),
  organizationsPerCommunity: Number(values['per-community']),
  say,
});
try {
  console.log([await describeMachine(nation), await measureRegistry(nation, Number(values.runs), say)].join('\n'));
} finally {
  await nation.close();
}
