import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { addressOf } from './call.ts';
import { keyOfCall } from './use-call.ts';
import { mayHelpToTryAgain, messageOf, Problem, problemOf } from './problem.ts';

const route = defineRoute({
  method: 'GET',
  path: '/api/v1/plans/:plan/targets/:target/units',
  permission: 'plan.read',
  summary: '单位',
  params: z.object({ plan: z.string(), target: z.string() }),
  query: z.object({ division: z.string().optional(), cursor: z.string().optional() }),
  response: z.object({}),
});

describe('the client of the screens', () => {
  it('keeps answers to different questions apart, in the address or in the body', () => {
    const asking = defineRoute({
      method: 'POST',
      path: '/api/v1/by-number',
      permission: 'evidence.read',
      summary: '按号码查找',
      body: z.object({ number: z.string() }),
      response: z.object({}),
    });
    const key = (number: string) => JSON.stringify(keyOfCall(asking, { body: { number } }));
    expect(key('13800000001')).toBe(key('13800000001'));
    expect(key('13800000001')).not.toBe(key('13800000002'));
  });

  it('fills the path and leaves absent query values out', () => {
    const input = { params: { plan: 'a/b', target: 'GZ-Q02' }, query: { division: '440100000000', cursor: undefined } };
    expect(addressOf(route, input)).toBe('/api/v1/plans/a%2Fb/targets/GZ-Q02/units?division=440100000000');
  });

  it('reads the sentence and the fields of a problem document', async () => {
    const body = JSON.stringify({ title: '填写有误。', code: 'INPUT_INVALID', errors: [{ path: 'name', message: '请填写名称' }] });
    const problem = await problemOf(new Response(body, { status: 422 }));
    expect(problem).toMatchObject({ status: 422, code: 'INPUT_INVALID', message: '填写有误。', fields: [{ path: 'name', message: '请填写名称' }] });
  });

  it('says what to do when an answer holds no problem document', async () => {
    const problem = await problemOf(new Response('<html>', { status: 500 }));
    expect(problem.message).toContain('500');
  });

  it.each([
    [502, '正在启动或维护'],
    [503, '正在启动或维护'],
    [504, '正在启动或维护'],
    [413, '文件太大'],
  ])('says in words what a proxy answered in the place of the server: %i', async (status, words) => {
    expect((await problemOf(new Response('<!doctype html>', { status }))).message).toContain(words);
  });

  it.each([
    [0, true],
    [409, true],
    [429, true],
    [503, true],
    [403, false],
    [404, false],
    [422, false],
  ])('of %i may be different another time: %s', (status, may) => {
    expect(mayHelpToTryAgain(new Problem({ status, code: 'X', message: '没有。' }))).toBe(may);
    expect(mayHelpToTryAgain(new TypeError('x'))).toBe(true);
  });

  it('shows no inner detail of an unexpected error', () => {
    expect(messageOf(new TypeError('x is undefined'))).not.toContain('undefined');
    expect(messageOf(new Problem({ status: 404, code: 'X', message: '没有找到。' }))).toBe('没有找到。');
  });
});
