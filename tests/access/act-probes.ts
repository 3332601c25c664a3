import { claimProbes } from './claim-probes.ts';
import { commandProbes } from './command-probes.ts';
import { factProbes } from './fact-probes.ts';
import { figureProbes } from './figure-probes.ts';
import { numberProbes } from './number-probes.ts';
import { ownDoorProbes } from './own-door-probes.ts';
import { personProbes } from './person-probes.ts';
import { placeProbes } from './place-probes.ts';
import type { Probe } from './probes.ts';
import { reportProbes } from './report-probes.ts';

/** They go through acts that succeed, so they are asked last; each takes the house as the one before leaves it. */
export function actProbes(): Probe[] {
  return [
    ...factProbes(),
    ...commandProbes(),
    ...placeProbes(),
    ...personProbes(),
    ...claimProbes(),
    ...reportProbes(),
    ...numberProbes(),
    ...ownDoorProbes(),
    ...figureProbes(),
  ];
}
