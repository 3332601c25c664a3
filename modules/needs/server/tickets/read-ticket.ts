/** One row of a table of 12345 tickets: what it says, and what is wrong with it. */
import { readDate } from '#platform/registers/read-date.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import type { Day } from '#shared/day.ts';
import { TICKET_COLUMNS, type TicketField } from '../../contract/ticket.ts';
import { CATEGORIES, type Category, URGENCIES, type Urgency } from '../../contract/vocabulary.ts';
import { NEED_LIMITS } from '../../contract/need.ts';
import { MATCH_RULES } from '../domain/match-rules.ts';

export interface TicketCell {
  text: string;
  /** a number in a spreadsheet loses what is beyond fifteen digits */
  isCut: boolean;
}

export interface TicketRow {
  row: number;
  cells: Partial<Record<TicketField, TicketCell>>;
}

export interface Ticket {
  row: number;
  number: string;
  title: string;
  details: string;
  receivedOn: Day;
  dueOn: Day | null;
  code: string;
  place: string;
  address: string;
  name: string;
  phone: string;
  category: Category;
  urgency: Urgency;
  isSecret: boolean;
  oldNumber: string;
}

export interface TicketProblem {
  field: TicketField;
  message: string;
  suggestion: string;
}

export interface ReadTicket {
  ticket: Ticket;
  problems: TicketProblem[];
  notices: Omit<TicketProblem, 'suggestion'>[];
}

export const MOST_DETAILS = 4000;
const MOST_NUMBER = 60;
const MOST_KEPT = 120;
const URGENT_WORDS: readonly (readonly [Urgency, readonly string[]])[] = [
  ['critical', ['特急', '特提', '非常紧急']],
  ['urgent', ['紧急', '加急', '急']],
];

export function readTicket({ row, cells }: TicketRow, today: Day): ReadTicket {
  const problems: TicketProblem[] = [];
  const notices: ReadTicket['notices'] = [];
  const text = (field: TicketField) => cells[field]?.text ?? '';
  const wrong = (field: TicketField, message: string, suggestion: string) => void problems.push({ field, message, suggestion });
  for (const { field, heading, ...rest } of TICKET_COLUMNS) {
    if (cells[field]?.isCut) wrong(field, '数字超过 15 位，Excel 已丢失末尾几位，无法还原。', '请把该列设为文本格式，再重新填写完整内容。');
    if ('isRequired' in rest && text(field) === '') wrong(field, `没有填写${heading}。`, '请补上后重新导入。');
  }
  const day = (field: 'receivedOn' | 'dueOn'): Day | null => {
    const read = readDate(text(field));
    if (text(field) !== '' && read === undefined) wrong(field, '日期写得不对。', '请写成 2023-05-01 或 2023年5月1日。');
    return read ?? null;
  };
  const receivedOn = day('receivedOn') ?? today;
  if (receivedOn > today) wrong('receivedOn', '来电时间晚于今天。', '请核对日期。');
  const dueOn = day('dueOn');
  if (dueOn !== null && dueOn < receivedOn) wrong('dueOn', '截止时间早于来电时间。', '请核对日期。');
  if (text('number').length > MOST_NUMBER) wrong('number', `工单编号超过 ${MOST_NUMBER} 个字。`, '请核对这一列。');
  if (text('content').length > MOST_DETAILS - MOST_KEPT) wrong('content', `主要内容超过 ${MOST_DETAILS - MOST_KEPT} 个字。`, '请删去与诉求无关的内容。');
  if (text('address').length > NEED_LIMITS.address) wrong('address', `详细地址超过 ${NEED_LIMITS.address} 个字。`, '请写到楼门即可。');
  if (text('name').length > NEED_LIMITS.name) wrong('name', `姓名超过 ${NEED_LIMITS.name} 个字。`, '请核对这一列。');
  const { phone, more } = phoneOf(text('phone'));
  if (more !== '') notices.push({ field: 'phone', message: '不是手机号，记在补充说明里。' });
  const category = categoryOf(`${text('kind')} ${text('title')} ${text('content')}`, text('kind'));
  if (category === 'other') notices.push({ field: 'kind', message: '看不出是哪一类，先归到“其他”，请在梳理时改。' });
  const ticket: Ticket = {
    row,
    number: text('number'),
    title: titleOf(text('title') || text('content')),
    details: [text('content'), more, text('kind') && `问题分类：${text('kind').slice(0, NEED_LIMITS.name)}`].filter(Boolean).join('\n'),
    receivedOn,
    dueOn,
    code: text('code'),
    place: text('place'),
    address: text('address'),
    name: text('name'),
    phone,
    category,
    urgency: urgencyOf(text('urgency')),
    isSecret: secrecyOf(text('isSecret'), wrong),
    oldNumber: text('oldNumber'),
  };
  return { ticket, problems, notices };
}

function secrecyOf(text: string, wrong: (field: TicketField, message: string, suggestion: string) => void): boolean {
  if (!['', '是', '否', '1', '0', '保密', '不保密'].includes(text)) wrong('isSecret', '看不出要不要保密。', '请填“是”或“否”。');
  return text === '是' || text === '1' || text === '保密';
}

function phoneOf(text: string): { phone: string; more: string } {
  if (text === '') return { phone: '', more: '' };
  return readMobilePhone(text) === undefined ? { phone: '', more: `联系方式：${text.slice(0, NEED_LIMITS.name)}` } : { phone: text, more: '' };
}

function titleOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= NEED_LIMITS.title ? line : `${letters.slice(0, NEED_LIMITS.title - 1).join('')}…`;
}

function urgencyOf(text: string): Urgency {
  const known = (Object.keys(URGENCIES) as Urgency[]).find((word) => URGENCIES[word] === text);
  return known ?? URGENT_WORDS.find(([, words]) => words.some((word) => text.includes(word)))?.[0] ?? 'ordinary';
}

/** By its own name for the kind, else by the most words of one kind in what is written. */
function categoryOf(text: string, kind: string): Category {
  const all = Object.keys(CATEGORIES) as Category[];
  const named = all.find((one) => one !== 'other' && kind.includes(CATEGORIES[one]));
  if (named) return named;
  const counted = all.map((one) => ({ one, hits: MATCH_RULES[one].words.filter((word) => text.includes(word)).length }));
  const best = counted.reduce((most, next) => (next.hits > most.hits ? next : most));
  return best.hits > 0 ? best.one : 'other';
}
