import { isDay } from '#shared/day.ts';
import { kindOf, type ArticleField, type ArticleKindId } from '../../contract/kinds.ts';
import type { FieldValue, ArticleContent } from '../../contract/article.ts';
import { plainText } from '../../contract/rich-text.ts';

export interface ContentProblem {
  path: string;
  message: string;
}

const isEmpty = (value: FieldValue | undefined) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a value is what its field takes; an empty text is always one: a draft is kept as it is typed. */
function fits({ type, options }: ArticleField, value: FieldValue): boolean {
  if (value === '') return true;
  if (type === 'money') return typeof value === 'number';
  if (type === 'choices') return Array.isArray(value) && value.every((one) => options?.includes(one));
  if (typeof value !== 'string') return false;
  if (type === 'day') return isDay(value);
  return type !== 'choice' || options?.includes(value) === true;
}

/** @returns the field that the kind does not have, or whose value it does not take */
export function strangeField(kind: ArticleKindId, fields: ArticleContent['fields']): string | undefined {
  const known = new Map(kindOf(kind).fields.map((field) => [field.id, field]));
  const strange = Object.entries(fields).find(([id, value]) => {
    const field = known.get(id);
    return !field || !fits(field, value);
  });
  return strange && (known.get(strange[0])?.label ?? strange[0]);
}

/** All words of an article with the name of the place where they stand. */
export function textsOf(kind: ArticleKindId, content: ArticleContent): { where: string; text: string }[] {
  const { title, summary, organ, body, fields, links, correction } = content;
  return [
    { where: '标题', text: title },
    { where: '摘要', text: summary },
    { where: '发布单位', text: organ },
    { where: '正文', text: plainText(body) },
    { where: '更正说明', text: correction },
    ...kindOf(kind).fields.map(({ id, label }) => ({ where: label, text: [fields[id] ?? ''].flat().join('\n') })),
    ...links.map(({ name }) => ({ where: '关联', text: name })),
  ];
}

/** What has to be mended before an article goes to review, in the order of the form. @param corrects whether it replaces what people have seen */
export function missingIn(kind: ArticleKindId, content: ArticleContent, corrects = false): ContentProblem[] {
  const { title, summary, organ, body, fields } = content;
  const problems: (ContentProblem | false)[] = [
    corrects && content.correction.trim() === '' && { path: 'correction', message: '请写“更正说明”：居民已经看过原来的内容，要告诉他们改了什么。' },
    title.trim() === '' && { path: 'title', message: '请填写标题。' },
    summary.trim() === '' && { path: 'summary', message: '请用一两句话写摘要，列表和分享时会显示。' },
    organ.trim() === '' && { path: 'organ', message: '请填写发布单位。' },
    ...kindOf(kind).fields.map(
      ({ id, label, required }) => required === true && isEmpty(fields[id]) && { path: `fields.${id}`, message: `请填写“${label}”。` },
    ),
    plainText(body) === '' && { path: 'body', message: '请写正文。' },
    ...orderOfDays(kind, content),
  ];
  return problems.filter((problem) => problem !== false);
}

function orderOfDays(kind: ArticleKindId, { fields, publishOn, endsOn, pinnedUntil }: ArticleContent): (ContentProblem | false)[] {
  const day = (id: string) => (typeof fields[id] === 'string' ? fields[id] : '');
  const isBefore = (one: string, other: string) => one !== '' && other !== '' && one < other;
  return [
    publishOn !== null && endsOn !== null && endsOn < publishOn && { path: 'endsOn', message: '“展示到”不能早于“发布日期”。' },
    pinnedUntil !== null && endsOn !== null && endsOn < pinnedUntil && { path: 'pinnedUntil', message: '“置顶到”不能晚于“展示到”。' },
    isBefore(day('endsOn'), day('startsOn')) && { path: 'fields.endsOn', message: '结束日期不能早于开始日期。' },
    isBefore(day('applyUntil'), day('applyFrom')) && { path: 'fields.applyUntil', message: '申报截止不能早于开始申报。' },
    kind === 'policy' && isBefore(day('expiresOn'), day('effectiveOn')) && { path: 'fields.expiresOn', message: '失效日期不能早于施行日期。' },
  ];
}
