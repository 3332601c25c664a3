import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { figureCheckSchema } from './check.ts';

export const indicatorRoutes = {
  lastCheck: defineRoute({
    method: 'GET',
    path: '/api/v1/indicators/check',
    permission: 'indicator.check',
    summary: '最近一次指标核对的结果',
    response: z.object({ check: figureCheckSchema.nullable() }),
  }),
  check: defineRoute({
    method: 'POST',
    path: '/api/v1/indicators/check',
    permission: 'indicator.check',
    gathers: 'besideWriting',
    summary: '立即按台账重新计算全部指标并核对',
    repeatable: true,
    response: z.object({ check: figureCheckSchema.nullable() }),
  }),
};
