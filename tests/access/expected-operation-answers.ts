import { type Expectation, get, send } from './question.ts';

/** The seats are in a county; the machine belongs to the whole platform, so its holder of the right is refused by place. */
const WHOLE = '403 OPERATIONS_WHOLE';

export const operationAnswers: Record<string, Expectation> = {
  'operations.health': { right: 'operate', isPlaceless: true, ask: () => get('/operations/health'), inside: WHOLE },
  'operations.listJobs': { right: 'operate', isPlaceless: true, ask: () => get('/operations/jobs'), inside: WHOLE },
  'operations.listJobRuns': { right: 'operate', isPlaceless: true, ask: () => get('/operations/job-runs'), inside: WHOLE },
  'operations.startJob': { right: 'operate', isPlaceless: true, ask: () => send('POST', '/operations/jobs/check-figures/start'), inside: WHOLE },
  'operations.runDeadJob': { right: 'operate', isPlaceless: true, ask: () => send('POST', '/operations/dead-jobs/1/run'), inside: WHOLE },
  'operations.dismissDeadJob': {
    right: 'operate',
    isPlaceless: true,
    ask: () => send('POST', '/operations/dead-jobs/1/dismiss', { reason: '核对' }),
    inside: WHOLE,
  },
};
