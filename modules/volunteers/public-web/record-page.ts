import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, checkField, choiceField, errorSummary, lineField, type Problem } from '#ui/portal/parts.ts';
import { recordServicesSchema } from '../contract/service.ts';
import { SERVICE_KINDS } from '../contract/words.ts';
import { getLedTeam, type LedTeam, recordServices } from '../server/public.ts';
import { teamAddress } from './addresses.ts';
import { numberOf } from './team-page.ts';

/** One service of the team: when, what, who. */
export async function showRecord(visit: PersonRequest): Promise<FastifyReply> {
  return sendPage(visit.reply, recordPage(visit, await getLedTeam(visit.context, numberOf(visit.params['id'])), []));
}

export async function record(visit: PersonRequest): Promise<FastifyReply> {
  const { context, typed, reply } = visit;
  const teamId = numberOf(visit.params['id']);
  const volunteerIds = Object.keys(typed).flatMap((name) => (/^member\.\d{1,15}$/.test(name) ? [name.slice(7)] : []));
  const { servedOn, from, to, kind, content, place } = typed;
  const fields = {
    servedOn,
    from,
    to,
    kind,
    content: content ?? '',
    place: place ?? '',
    teamId: String(teamId),
    volunteerIds,
    unpaid: typed['unpaid'] === 'yes',
  };
  const parsed = recordServicesSchema.safeParse(fields);
  if (!parsed.success) {
    const wrong = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0]), WORDS[String(path[0])] ?? message]));
    return sendPage(
      reply,
      recordPage(
        visit,
        await getLedTeam(context, teamId),
        [...wrong].map(([name, text]) => ({ text, href: `#${name}` })),
      ),
      422,
    );
  }
  try {
    await recordServices(context, 'own', parsed.data);
    return reply.redirect(teamAddress(String(teamId)), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, recordPage(visit, await getLedTeam(context, teamId), [{ text: error.message }]), error.status);
  }
}

/** What to do where the schema only says that something is wrong. */
const WORDS: Record<string, string> = {
  servedOn: '请填写服务日期，例如 2026-05-01。',
  from: '请填写开始时间，例如 09:00。',
  to: '请填写结束时间，例如 11:30。',
  kind: '请选择服务类别。',
  unpaid: '请勾选：有报酬的不是志愿服务，不能记录。',
  volunteerIds: '请至少选一名参加的队员。',
};

function recordPage({ frame, typed, context }: PersonRequest, { team, members }: LedTeam, problems: readonly Problem[]): string {
  const look = (name: string, label: string, hint?: string) => ({
    name,
    label,
    hint,
    value: typed[name] ?? '',
    wrong: problems.find(({ href }) => href === `#${name}`)?.text,
  });
  const inside = members.filter(({ state }) => state === 'member');
  const isFresh = Object.keys(typed).length === 0;
  return page(
    '记录一次服务',
    html`${backLink(teamAddress(team.id), team.name)}
${errorSummary(problems, '还没有记录，请先改正')}
<h1>记录一次服务</h1>
<form method="post" action="${teamAddress(team.id, 'record')}" novalidate>
${lineField({ ...look('servedOn', '哪一天'), value: typed['servedOn'] ?? context.today }, { type: 'date', isShort: true })}
${lineField(look('from', '几点开始', '写成 09:00 这样'), { isShort: true, most: 5 })}
${lineField(look('to', '几点结束', '路上的时间不算'), { isShort: true, most: 5 })}
${lineField(look('content', '做了什么', '例如：陪独居老人理发'), { most: 200 })}
${lineField(look('place', '在哪里（可不填）'), { most: 100 })}
${choiceField(
  look('kind', '服务类别'),
  SERVICE_KINDS.map((kind) => ({ value: kind, label: kind })),
)}
<fieldset id="volunteerIds"><legend>谁参加了</legend>${inside.map(({ volunteerId, name }) =>
      checkField({ name: `member.${volunteerId}`, label: name, value: isFresh ? '' : (typed[`member.${volunteerId}`] ?? '') }),
    )}</fieldset>
${checkField(look('unpaid', '这是自愿、无偿的服务，没有报酬。'))}
<button type="submit">记录</button>
</form>
<p class="quiet">记录后还要确认，才算进服务时长。</p>`,
    { ...frame, path: teamAddress(team.id, 'record') },
  );
}
