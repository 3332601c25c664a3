import { describe, expect, it } from 'vitest';
import { type StatusInput, standingOf } from './status.ts';

const PLAN = { planFrom: '2021-08-01', deadline: '2022-12-31' };

function standing(input: Partial<StatusInput> & { low?: number | null }) {
  const { low = null, ...rest } = input;
  const forecast = () => (low === null ? null : { low, high: low, mean: 0, deviation: 0, daysLeft: 1 });
  const { met, status } = standingOf({ ...PLAN, value: 0.5, threshold: 0.8, asOf: '2022-06-30', isRecurring: false, forecast, ...rest });
  return [met, status];
}

/** Readings 12, line by line. */
describe('standing of a figure', () => {
  it.each<[string, Parameters<typeof standing>[0], [boolean | null, string]]>([
    ['no threshold: shown', { threshold: null }, [null, 'shown']],
    ['no threshold, no value: shown (milestones, parts)', { threshold: null, value: null }, [null, 'shown']],
    ['no threshold after the deadline: still shown', { threshold: null, asOf: '2024-01-01' }, [null, 'shown']],
    ['no threshold before the first day: not started', { threshold: null, asOf: '2021-07-31' }, [null, 'notStarted']],
    ['no threshold on the first day: shown', { threshold: null, asOf: '2021-08-01' }, [null, 'shown']],
    ['no value: no data', { value: null }, [null, 'noData']],
    ['no value before the first day: no data comes first', { value: null, asOf: '2021-07-31' }, [null, 'noData']],
    ['no value after the deadline: no data', { value: null, asOf: '2024-01-01' }, [null, 'noData']],
    ['reached before the first day: not started', { value: 0.9, asOf: '2021-07-31' }, [null, 'notStarted']],
    ['reached on the first day: met', { value: 0.9, asOf: '2021-08-01' }, [true, 'met']],
    ['exactly at the threshold: met', { value: 0.8 }, [true, 'met']],
    ['a hair below: not met', { value: 0.8 - 1e-12 }, [false, 'atRisk']],
    ['reached after the deadline: met', { value: 0.8, asOf: '2023-05-01' }, [true, 'met']],
    ['the day before the deadline: at risk', { asOf: '2022-12-30' }, [false, 'atRisk']],
    ['on the deadline: missed', { asOf: '2022-12-31' }, [false, 'missed']],
    ['after the deadline: missed', { asOf: '2023-01-01' }, [false, 'missed']],
    ['low end reaches the threshold: on track', { low: 0.8 }, [false, 'onTrack']],
    ['low end stays below: at risk', { low: 0.79 }, [false, 'atRisk']],
    ['no forecast: at risk', { low: null }, [false, 'atRisk']],
    ['a recurring duty is never on track', { low: 1, isRecurring: true }, [false, 'atRisk']],
    ['a good forecast does not help on the deadline', { low: 1, asOf: '2022-12-31' }, [false, 'missed']],
  ])('%s', (_name, input, expected) => {
    expect(standing(input)).toEqual(expected);
  });

  it('does not compute a forecast that decides nothing', () => {
    const forecast = () => {
      throw new Error('asked for');
    };
    expect(() => standingOf({ ...PLAN, value: 0.9, threshold: 0.8, asOf: '2022-06-30', isRecurring: false, forecast })).not.toThrow();
  });
});
