import type { CaseBook } from './case.ts';
import { forecastCases } from './forecast.ts';
import { guangzhouCases } from './guangzhou.ts';
import { hainanCases } from './hainan.ts';
import { nationalCases } from './national.ts';
import { pingdingshanLineCases } from './pingdingshan-lines.ts';
import { pingdingshanRegisterCases } from './pingdingshan-registers.ts';
import { shenzhenCases } from './shenzhen.ts';

export const CASE_BOOKS: CaseBook[] = [
  { plan: 'pingdingshan-2021', cases: (territory) => [...pingdingshanRegisterCases(territory), ...pingdingshanLineCases] },
  { plan: 'pingdingshan-2021', cases: forecastCases },
  { plan: 'national-2021', cases: nationalCases },
  { plan: 'hainan-2021', cases: hainanCases },
  { plan: 'guangzhou-2021', cases: guangzhouCases },
  { plan: 'shenzhen-2022', cases: shenzhenCases },
];
