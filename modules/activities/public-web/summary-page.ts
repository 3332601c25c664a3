import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, lineField, textField } from '#ui/portal/parts.ts';
import { type Occasion, OCCASION_LIMITS, summaryInputSchema } from '../contract/occasion.ts';
import { type ActivityMeans, summarizeOccasion } from '../server/public.ts';
import { hostingAddress, idIn } from './addresses.ts';
import { hostedOccasion } from './hosting-page.ts';

/** How it went, and how many came: enters the register of activities. */
export async function showSummary(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  return sendPage(visit.reply, summaryPage(visit, await hostedOccasion(visit, means)));
}

export async function saveSummary(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const { typed, reply } = visit;
  const beneficiaries = readGroups(typed['beneficiaries'] ?? '');
  const number = (text: string | undefined) => (/^\d{1,7}$/.test(text?.trim() ?? '') ? Number(text) : undefined);
  const read = summaryInputSchema.safeParse({
    summary: typed['summary'] ?? '',
    participants: number(typed['participants']),
    volunteers: number(typed['volunteers']),
    beneficiaries: beneficiaries ?? [],
  });
  const wrong = new Map((read.error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]));
  if (!beneficiaries) wrong.set('beneficiaries', '一行写一类人，名称后面写人数，例如：空巢老人 12。');
  if (!read.success || !beneficiaries) return sendPage(reply, summaryPage(visit, occasion, wrong), 422);
  try {
    await summarizeOccasion(visit.context, means, 'own', { id: Number(occasion.id), version: idIn(typed['version']) ?? 0, result: read.data });
    return reply.redirect(hostingAddress(occasion.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fresh = await hostedOccasion(visit, means);
    return sendPage(reply, summaryPage(visit, fresh, new Map([[error.fields[0]?.path ?? 'summary', error.message]])), error.status);
  }
}

/** `空巢老人 12` a line. @returns undefined when a line cannot be read */
function readGroups(typed: string): { group: string; count: number }[] | undefined {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const groups = lines.map((line) => /^(.{1,30}?)[\s：:]*(\d{1,7})\s*人?$/.exec(line.normalize('NFKC')));
  return groups.every((group) => group !== null) ? groups.map(([, group = '', count]) => ({ group: group.trim(), count: Number(count) })) : undefined;
}

function summaryPage({ frame, typed }: PersonRequest, { id, title, version, counts }: Occasion, wrong: ReadonlyMap<string, string> = new Map()): string {
  const address = `${hostingAddress(id)}/summary`;
  const look = (name: string, label: string, value: string, hint?: string) => ({ name, label, hint, value: typed[name] ?? value, wrong: wrong.get(name) });
  return page(
    '写活动小结',
    html`${backLink(hostingAddress(id), title)}
${errorSummary([...wrong].map(([name, text]) => ({ text, href: `#${name}` })))}
<h1>写活动小结</h1>
<p>写好以后记入活动台账，各级计划都从这一条统计，同一批人只算一次。写好后不能再签到。</p>
<form method="post" action="${address}" novalidate>${hidden({ version })}
${lineField(look('participants', '一共来了多少人', String(counts.checkedIn), `已签到 ${counts.checkedIn} 人；没有签到但参加了的也算上。`), { inputMode: 'numeric', most: 7, isShort: true })}
${lineField(look('volunteers', '其中志愿者多少人', String(counts.kinds.volunteer)), { inputMode: 'numeric', most: 7, isShort: true })}
${textField(look('beneficiaries', '服务了哪些人（可以不填）', '', '一行一类，例如：空巢老人 12'), 800)}
${textField(look('summary', '活动的情况', '', '居民在网上会看到。请不要写个人的电话和证件号。'), OCCASION_LIMITS.summary)}
<button type="submit">写好了</button></form>`,
    { ...frame, path: address },
  );
}
