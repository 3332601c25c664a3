/** Tickets of the 12345 hotline as a table (standards 6.2): columns, and what bringing them in comes to. Browser-safe. */
import { z } from 'zod';
import { recordIdSchema } from './need.ts';

/** A column with the headings that hotlines of other cities give it. */
export interface TicketColumn {
  field: string;
  heading: string;
  aliases: readonly string[];
  isRequired?: true;
  isDate?: true;
  note: string;
}

const column = <const T extends TicketColumn>(one: T): T => one;

export const TICKET_COLUMNS = [
  column({ field: 'number', heading: '工单编号', aliases: ['工单号', '编号'], isRequired: true, note: '12345 平台的编号；同一编号只收一次，再次导入不会重复' }),
  column({ field: 'title', heading: '标题', aliases: ['工单标题', '诉求标题'], note: '一句话；不填时取主要内容的开头' }),
  column({ field: 'content', heading: '主要内容', aliases: ['诉求内容', '问题描述', '内容'], isRequired: true, note: '不超过 4000 个字，加密保存' }),
  column({
    field: 'receivedOn',
    heading: '来电时间',
    aliases: ['受理时间', '来电日期', '受理日期'],
    isRequired: true,
    isDate: true,
    note: '日期；期限从这一天算起',
  }),
  column({
    field: 'dueOn',
    heading: '截止时间',
    aliases: ['办理时限', '办结期限', '截止日期'],
    isDate: true,
    note: '12345 要求的最后一天；比本系统的期限早时按它提醒',
  }),
  column({ field: 'code', heading: '区划代码', aliases: ['社区代码', '事发地代码'], note: '社区（村）或街道（乡镇）的 12 位代码；与“社区（村）”填一个即可' }),
  column({
    field: 'place',
    heading: '社区（村）',
    aliases: ['事发社区', '所属社区', '社区', '村（社区）'],
    note: '本单位辖区里社区（村）的名称；都不填时记在本单位',
  }),
  column({ field: 'address', heading: '详细地址', aliases: ['事发地', '事发地址', '地址'], note: '加密保存' }),
  column({ field: 'name', heading: '姓名', aliases: ['来电人', '来电人姓名', '诉求人'], note: '加密保存' }),
  column({ field: 'phone', heading: '联系方式', aliases: ['来电号码', '联系电话', '电话'], note: '手机号；固定电话记在补充说明里' }),
  column({ field: 'kind', heading: '问题分类', aliases: ['问题分类名称', '分类', '来电类别'], note: '文字；系统按它归到养老、教育等类别，可以在梳理时再改' }),
  column({ field: 'urgency', heading: '紧急程度', aliases: ['缓急'], note: '一般、紧急、特急' }),
  column({ field: 'isSecret', heading: '是否保密', aliases: ['保密'], note: '是或否；保密的只有本单位能看到，不交给组织' }),
  column({ field: 'oldNumber', heading: '旧工单编号', aliases: ['重复工单编号', '原工单编号'], note: '同一件事以前的工单；那一件还没有办完的，这一件并入它' }),
] as const;
export type TicketField = (typeof TICKET_COLUMNS)[number]['field'];

export const MOST_TICKETS = 2000;
export const TICKET_SHEET = '12345工单';
/** What the number of a ticket is one of. */
export const HOTLINE = '12345';

const at = { row: z.number().int(), heading: z.string(), message: z.string() };
export const ticketOutcomeSchema = z.object({
  /** null: nothing was written */
  importId: z.string().nullable(),
  rows: z.number().int(),
  created: z.number().int(),
  /** tickets that had come before */
  already: z.number().int(),
  /** of the created: joined into another */
  joined: z.number().int(),
  rejected: z.number().int(),
  problems: z.array(z.object({ ...at, suggestion: z.string() })),
  notices: z.array(z.object(at)),
  /** rows that seem to speak of one matter; `known`: number of an open need that they resemble */
  clusters: z.array(z.object({ title: z.string(), rows: z.array(z.number().int()), known: z.string().nullable() })),
});
export type TicketOutcome = z.output<typeof ticketOutcomeSchema>;

export const ticketImportSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  rows: z.number().int(),
  created: z.number().int(),
  already: z.number().int(),
  joined: z.number().int(),
  rejected: z.number().int(),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  undone: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
});
export type TicketImport = z.output<typeof ticketImportSchema>;

export const ticketImportParams = z.object({ id: recordIdSchema });
export const ticketImportQuery = z.object({
  /** check and count, write nothing */
  dryRun: z.stringbool().optional(),
  /** write the rows without problems although others have some */
  skipInvalid: z.stringbool().optional(),
  /** join what seems to be one matter into the first of them */
  joinAlike: z.stringbool().optional(),
});
