/** Where an application stands, as one says it at a counter. */
import { type Day, dayInWords } from '#shared/day.ts';
import type { Tone } from '#ui/portal/parts.ts';
import type { Application, ApplicationSummary } from '../contract/application.ts';

/** 6月3日; with the year when it is another one. */
export function dayShort(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? dayInWords(day).replace(/^\d+年/, '') : dayInWords(day);
}

export interface Standing {
  text: string;
  tone: Tone;
  /** something to do for whoever reads it */
  isTheirTurn: boolean;
}

type Stands = Pick<ApplicationSummary, 'state' | 'stateName' | 'dueOn' | 'dueWhose' | 'isDueProvisional' | 'isOverdue' | 'decidedOn' | 'procedureName'> &
  Partial<Pick<Application, 'supplementItems' | 'steps'>>;

const WAITING: Tone = 'info';

/** @param application with its list and steps when they were read */
export function standingOf(application: Stands, today: Day): Standing {
  const { state, dueOn, isDueProvisional, decidedOn, procedureName } = application;
  const due = dueOn ? `${dayShort(dueOn, today)}${isDueProvisional ? '（暂定）' : ''}` : undefined;
  const waiting = (text: string): Standing => ({ text, tone: WAITING, isTheirTurn: false });
  switch (state) {
    case 'new':
    case 'draft':
      return { text: '还没有提交。填好的内容已经保存，可以接着填。', tone: 'warning', isTheirTurn: true };
    case 'supplementing':
      return { text: supplementText(application, due), tone: 'warning', isTheirTurn: true };
    case 'liquidating':
      return { text: '正在清算。清算结束后，请填写清算情况并提交清算报告。', tone: 'warning', isTheirTurn: true };
    case 'awaitingRecommendation':
    case 'submitted':
      return waiting(waitingText(application, due));
    case 'consulting':
      return waiting(`正在征求有关部门和专家的意见${due ? `，最迟 ${due} 收齐` : ''}。不用您做什么。`);
    case 'granted':
      return { text: `已办结：${procedureName}，${decidedOn ? dayShort(decidedOn, today) : ''}办好。`, tone: 'done', isTheirTurn: false };
    case 'refused':
      return { text: `没有通过。${reasonOf(application)}可以改好后重新申请。`, tone: 'problem', isTheirTurn: false };
    case 'withdrawn':
      return { text: '已撤回。需要时可以重新申请。', tone: WAITING, isTheirTurn: false };
    case 'lapsed':
      return { text: '没有按期补齐材料，这次申请已经失效。可以重新申请。', tone: 'problem', isTheirTurn: false };
  }
}

/** 已退回，请在 6月3日前补齐 2 项材料：负责人身份证、场地证明。 */
function supplementText({ supplementItems, isOverdue }: Stands, due: string | undefined): string {
  const open = supplementItems?.filter(({ isDone }) => !isDone);
  const when = due === undefined ? '请' : isOverdue ? `本应在 ${due}前，请尽快` : `请在 ${due}前`;
  if (!open) return `已退回，${when}补齐材料。`;
  if (open.length === 0) return `已退回，要补的都填好了，${when}提交。`;
  return `已退回，${when}补齐 ${open.length} 项材料：${open.map(({ content }) => content).join('；')}。`;
}

function waitingText({ state, dueWhose, isOverdue }: Stands, due: string | undefined): string {
  const who = dueWhose ?? '办理单位';
  const doing = state === 'awaitingRecommendation' ? '等待推荐' : '正在审核';
  if (due === undefined) return `已提交，${who}${doing}。不用您做什么。`;
  return isOverdue ? `已提交，${who}${doing}，本应在 ${due}前答复，已经超期。您可以打电话问一问。` : `已提交，${who}${doing}，最迟 ${due}答复。不用您做什么。`;
}

function reasonOf({ steps }: Stands): string {
  const last = steps?.findLast(({ action }) => action === 'refuse');
  if (!last) return '';
  const said = [last.ground, last.reason].filter((text) => text !== null && text !== '');
  return said.length > 0 ? `理由：${said.join('；')}。` : '';
}
