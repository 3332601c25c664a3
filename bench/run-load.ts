/**
 * How long setting up takes: `node bench/run-load.ts --folder DIR [--scope all] [--regions 410400,440100,440300,460000] [--plans-first]`.
 * In an empty folder: the demonstration records of the regions, then all divisions of the scope, and the program's plans before or after.
 */
import { parseArgs } from 'node:util';
import { productRegisters } from '#apps/server/registers.ts';
import { createDemonstrationData } from '#modules/demonstration/server/public.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { openDatabase, step } from './open-nation.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'data/bench-load' },
    scope: { type: 'string', default: 'all' },
    regions: { type: 'string', default: '410400,440100,440300,460000' },
    'plans-first': { type: 'boolean', default: false },
  },
});
const say = (line: string) => console.log(line);
const scope = values.scope === 'all' ? ('all' as const) : values.scope.split(',');

const { context, close } = await openDatabase({ folder: values.folder });
const plans = () => step({ say }, 'plans', () => loadPlanFiles(context));
try {
  await step({ say }, 'divisions of the regions', () => loadDivisions(context, { scope: values.regions.split(',') }));
  await step({ say }, 'demonstration records', () => createDemonstrationData(context, { seed: 1, sheets: productRegisters.inWritingOrder }));
  if (values['plans-first']) await plans();
  await step({ say }, 'all divisions', () => loadDivisions(context, { scope }));
  if (!values['plans-first']) await plans();
} finally {
  await close();
}
