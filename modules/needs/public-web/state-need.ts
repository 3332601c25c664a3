import type { FastifyReply } from 'fastify';
import { findPublicPlace } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { sendPage } from '#platform/http/forms.ts';
import { codeOf, keyOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import type { Frame } from '#ui/portal/page.ts';
import { type NeedMeans, stateNeed } from '../server/public.ts';
import { type Answers, type Question, questionsFor } from './questions.ts';
import { answersIn, checkPage, type Flow, placeFirstPage, problemsOf, questionPage, receiptPage } from './stating-page.ts';

/** One request of the flow, whoever sends it. */
export interface Asked {
  context: Context;
  reply: FastifyReply;
  frame: Frame;
  typed: Answers;
  /** code of the place that was chosen */
  place: string | undefined;
  isSignedIn: boolean;
}

const NOTHING_WRONG = new Map<string, string>();
const baseOf = ({ isSignedIn }: Asked): Flow['base'] => (isSignedIn ? '/my/needs/new' : '/needs/new');

/** The community somebody chose, or the page that asks for one. */
async function flowOf(asked: Asked): Promise<Flow | string> {
  const { context, frame, isSignedIn } = asked;
  const key = keyOf(asked.typed['place'] ?? asked.place ?? '');
  const found = key === undefined ? undefined : await findPublicPlace(context.platform.portalDb, key, context.today);
  const base = baseOf(asked);
  if (found?.level !== 'community') return placeFirstPage(frame, base, found && found.path.length > 0 ? found.shortName : undefined);
  return { base, isSignedIn, frame, place: { code: codeOf(found.key), name: found.shortName } };
}

/** The first page. */
export async function beginStating(asked: Asked): Promise<FastifyReply> {
  const flow = await flowOf(asked);
  if (typeof flow === 'string') return sendPage(asked.reply, flow);
  const [first] = questionsFor({}, flow.isSignedIn);
  return sendPage(asked.reply, first ? questionPage(flow, first, {}, NOTHING_WRONG, false) : '');
}

/** From page to page; nothing is kept. */
export async function goOnStating(asked: Asked): Promise<FastifyReply> {
  const flow = await flowOf(asked);
  if (typeof flow === 'string') return sendPage(asked.reply, flow, 422);
  const { typed, reply } = asked;
  const answers = answersIn(typed);
  const questions = questionsFor(answers, flow.isSignedIn);
  const at = questions.findIndex(({ id }) => id === typed['at']);
  const go = typed['go'] ?? 'next';
  const show = (question: Question | undefined, isFromCheck = false) =>
    sendPage(reply, question ? questionPage(flow, question, answers, NOTHING_WRONG, isFromCheck) : checkPage(flow, answers));
  if (go.startsWith('edit-')) return show(questions.find(({ id }) => `edit-${id}` === go) ?? questions[0], true);
  if (go === 'back') return show(questions[Math.max(0, at - 1)]);
  const question = questions[at];
  if (!question) return show(questions[0]);
  const wrong = problemsOf(question, answers);
  const isFromCheck = typed['from'] === 'check';
  if (wrong.size > 0) return sendPage(reply, questionPage(flow, question, answers, wrong, isFromCheck), 422);
  // a changed answer may bring a question up that was not asked before
  const missing = questions.find((one) => problemsOf(one, answers).size > 0);
  return show(isFromCheck ? missing : questions[at + 1], isFromCheck && missing !== undefined);
}

/** Sends it off. What is missing is asked again, with everything else kept. */
export async function submitNeed(asked: Asked, means: NeedMeans): Promise<FastifyReply> {
  const flow = await flowOf(asked);
  if (typeof flow === 'string') return sendPage(asked.reply, flow, 422);
  const answers = answersIn(asked.typed);
  for (const question of questionsFor(answers, flow.isSignedIn)) {
    const wrong = problemsOf(question, answers);
    if (wrong.size > 0) return sendPage(asked.reply, questionPage(flow, question, answers, wrong, true), 422);
  }
  const text = (name: string) => answers[name]?.trim() ?? '';
  const choices = { isSecret: text('isSecret') === 'yes', sharesContact: text('sharesContact') === 'yes' && text('isSecret') !== 'yes' };
  const texts = { title: text('title'), details: text('details'), name: text('name'), phone: text('phone'), address: text('address') };
  const kinds = { category: text('category'), targetGroup: text('targetGroup'), urgency: text('urgency') };
  try {
    const number = await stateNeed(asked.context, means, { division: flow.place.code, ...kinds, ...texts, ...choices });
    return sendPage(asked.reply, receiptPage(flow, number));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(asked.reply, checkPage(flow, answers, error.message), error.status);
  }
}
