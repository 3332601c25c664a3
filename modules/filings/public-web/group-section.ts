import { html } from 'hono/html';
import type { GroupSection } from '#platform/http/group-section.ts';
import { dayInWords } from '#shared/day.ts';
import { listPublicAnnualResults, type PublicAnnualResult } from '../server/public.ts';

/** Yearly reports of a registered organization and what was found, on its public page. */
export const annualSection: GroupSection = {
  what: '年度报告',
  ofRegisteredOnly: true,
  async show({ platform }, group) {
    const results = await listPublicAnnualResults(platform.portalDb, group);
    if (results.length === 0) return '';
    return html`<h2>年度报告</h2>
<div class="panel"><dl class="facts">${results.map((one) => html`<div><dt>${one.year} 年度</dt><dd>${resultInWords(one)}</dd></div>`)}</dl></div>`;
  },
};

function resultInWords({ submittedOn, result, reviewedOn, rectifiedOn }: PublicAnnualResult): string {
  if (result === null) return `${dayInWords(submittedOn)}报送，还在审查`;
  const found = `${result}${reviewedOn ? `（${dayInWords(reviewedOn)}）` : ''}`;
  return rectifiedOn ? `${found}，${dayInWords(rectifiedOn)}整改完成` : found;
}
