import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { annualReportSchema } from './annual-report.ts';

/** What leaders wrote, for whoever reviews it. */
export const annualReportRoutes = {
  annualReport: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/annual-duties/:id/:year/report',
    permission: 'filing.read',
    summary: '一个组织报送的年度报告内容',
    params: z.object({
      id: z
        .string()
        .regex(/^\d{1,16}$/)
        .transform(Number),
      year: z.coerce.number().int().min(2000).max(2199),
    }),
    response: annualReportSchema,
  }),
};
