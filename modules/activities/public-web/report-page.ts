import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInChina, dayInWords } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { answerList, backLink, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import type { MajorReport } from '../contract/major-report.ts';
import type { Occasion } from '../contract/occasion.ts';
import { type ActivityMeans, correctReport, getReportOf, reportResult, submitReport, withdrawReport } from '../server/public.ts';
import { hostingAddress, idIn } from './addresses.ts';
import { hostedOccasion } from './hosting-page.ts';
import { readReport, readResult, reportFields, resultFields, typedReport, type Wrong } from './report-fields.ts';

interface Shown {
  wrong?: Wrong;
  typed?: Typed;
  problems?: readonly Problem[];
}

/** The report of an activity announced as major: to be written, how it stands, and its result. */
export async function showReport(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  return sendPage(visit.reply, reportPage(visit, occasion, await getReportOf(visit.context, means, 'own', Number(occasion.id)), {}));
}

/** Reports, corrects, takes back, or reports the result. What was typed stays when it is refused. */
export async function actOnReport(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const { context, reply, typed } = visit;
  const find = () => getReportOf(context, means, 'own', Number(occasion.id));
  const before = await find();
  try {
    const wrong = await act(visit, means, occasion, before);
    if (!wrong) return reply.redirect(`${hostingAddress(occasion.id)}/report`, 303);
    const problems = [...wrong].map(([name, text]) => ({ text, href: `#${name}` }));
    return sendPage(reply, reportPage(visit, occasion, before, { wrong, typed, problems }), 422);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, reportPage(visit, occasion, await find(), { typed, problems: [{ text: error.message }] }), error.status);
  }
}

/** @returns what is wrong with what was typed */
async function act({ context, typed }: PersonRequest, means: ActivityMeans, occasion: Occasion, before: MajorReport | undefined): Promise<Wrong | undefined> {
  const named = { id: Number(before?.id), version: idIn(typed['version']) ?? 0 };
  if (typed['go'] === 'withdraw') {
    if (before) await withdrawReport(context, means, 'own', named);
    return undefined;
  }
  if (typed['go'] === 'result') {
    const read = readResult(typed);
    if ('wrong' in read) return read.wrong;
    await reportResult(context, means, 'own', { ...named, result: read.result });
    return undefined;
  }
  const read = readReport(typed);
  if ('wrong' in read) return read.wrong;
  const { id, organizationId } = occasion;
  if (before) await correctReport(context, means, 'own', { ...named, report: read.report });
  else await submitReport(context, means, 'own', { organizationId: Number(organizationId), occasionId: Number(id), report: read.report });
  return undefined;
}

function reportPage(
  { frame, context }: PersonRequest,
  occasion: Occasion,
  report: MajorReport | undefined,
  { wrong = new Map(), typed, problems = [] }: Shown,
): string {
  const address = `${hostingAddress(occasion.id)}/report`;
  const isAsked = !report || report.state === 'objected';
  const mayResult = report?.state === 'noted' && report.startsOn <= context.today;
  return page(
    '重大活动报告',
    html`${backLink(hostingAddress(occasion.id), occasion.title)}
${errorSummary(problems)}
<h1>重大活动报告</h1>
${report ? standing(report) : html`<p>节庆、文化演出、体育竞赛、人员集会等重大活动，要事先向街道报告。报告后街道会答复：知悉，或者提出要改正的地方。</p>`}
${
  isAsked
    ? html`<form method="post" action="${address}" novalidate>${hidden({ version: report?.version ?? 0 })}
${reportFields(typed ?? (report ? typedReport(report) : startOf(occasion)), wrong)}
<button type="submit" name="go" value="report">${report ? '改正后再报' : '报告给街道'}</button></form>`
    : answers(report)
}
${
  mayResult
    ? html`<h2>报活动结果</h2><form method="post" action="${address}" novalidate>${hidden({ version: report.version })}
${resultFields(typed ?? {}, wrong)}
<button type="submit" name="go" value="result">报结果</button></form>`
    : ''
}
${
  report && (report.state === 'reported' || report.state === 'objected' || (report.state === 'noted' && report.startsOn > context.today))
    ? html`<details><summary>活动不办了，或者要改时间、地点：撤回报告</summary><form method="post" action="${address}">${hidden({ version: report.version })}
<button type="submit" name="go" value="withdraw" class="danger">撤回报告</button></form></details>`
    : ''
}`,
    { ...frame, path: address },
  );
}

/** What was said when it was announced need not be typed again. */
function startOf({ title, about, venue, startsAt, endsAt, capacity }: Occasion): Typed {
  const [startsOn, endsOn] = [dayInChina(new Date(startsAt)), dayInChina(new Date(endsAt))];
  return { title, content: about, place: venue, startsOn, endsOn, expectedPeople: capacity === null ? '' : String(capacity) };
}

function standing(report: MajorReport): Html {
  const { state, answer, answeredOn, answeredByName, isLate, dueOn, resultDueOn, startsOn } = report;
  const late = isLate && dueOn ? html`<p>按规定应在 ${dayInWords(dueOn)}前报告，这份报告晚了。</p>` : '';
  const said = answeredOn ? html`<p>${dayInWords(answeredOn)}，${answeredByName ?? ''}：${answer ?? '已知悉，请按报告的内容办，注意安全。'}</p>` : '';
  switch (state) {
    case 'reported':
      return panel('info', html`<p><strong>已报告，等街道答复。</strong>活动 ${dayInWords(startsOn)}开始。</p>${late}`);
    case 'noted':
      return panel(
        'done',
        html`<p><strong>街道已知悉。</strong>${resultDueOn ? `请在 ${dayInWords(resultDueOn)}前报活动结果。` : '活动后请报活动结果。'}</p>${said}${late}`,
      );
    case 'objected':
      return panel('problem', html`<p><strong>街道有异议，请先不要办。</strong>请按下面的意见改正后再报，或者撤回。</p>${said}`);
    default:
      return panel('done', html`<p><strong>结果已报，这次报告办完了。</strong></p>${said}`);
  }
}

function answers(report: MajorReport): Html {
  const rows = [
    { label: '种类', value: report.kind },
    { label: '名称', value: report.title },
    { label: '内容和方式', value: report.content },
    { label: '时间', value: report.startsOn === report.endsOn ? dayInWords(report.startsOn) : `${dayInWords(report.startsOn)}至${dayInWords(report.endsOn)}` },
    { label: '地点', value: report.place },
    { label: '预计人数', value: `${report.expectedPeople} 人` },
    ...(report.fundSource || report.fundFen !== null
      ? [
          {
            label: '经费',
            value: [report.fundSource, report.fundFen === null ? null : `${(report.fundFen / 100).toLocaleString('zh-CN')} 元`].filter(Boolean).join('，'),
          },
        ]
      : []),
    { label: '安全措施', value: report.safetyPlan },
    ...(report.effect === null ? [] : [{ label: '效果和影响', value: report.effect }]),
    ...(report.problems === null ? [] : [{ label: '问题', value: report.problems }]),
    ...(report.next === null ? [] : [{ label: '下一步', value: report.next }]),
    ...(report.participants === null ? [] : [{ label: '实际人数', value: `${report.participants} 人` }]),
  ];
  return answerList(rows);
}
