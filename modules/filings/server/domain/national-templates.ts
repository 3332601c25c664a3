/**
 * The wording that comes with the program, for every kind of notice; an office replaces it by a Word file of its own. No policy here
 * prescribes a wording (GK): it follows the structure of such documents (facts, ground, decision, remedy).
 */
import type { Day } from '#shared/day.ts';
import { NOTICES, type NoticeId } from '../../contract/workflow.ts';

export interface LetterText {
  form: 'letter';
  title: string;
  /** an announcement has none */
  addressee?: string;
  paragraphs: readonly string[];
}

export interface CertificateText {
  form: 'certificate';
  title: string;
  number: string;
  statement: string;
  rows: readonly (readonly [string, string])[];
}

export type NationalTemplate = LetterText | CertificateText;

/** Raised with every change of wording or layout: notices keep the one they were issued with. */
export const EDITION: Day = '2026-11-27';

const REMEDY = '如不服本决定，可以自收到之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法提起行政诉讼。';
const SINCERELY = '特此通知。';
const DECLARED = '特此公告。';
const OBJECTION = '对公示内容有异议的，请于{异议截止日}（含）前通过本平台公告页面或者向本机关提出，并写明事实和理由。';

const letter = (title: string, paragraphs: readonly string[], addressee = '{受送达人}'): LetterText => ({ form: 'letter', title, addressee, paragraphs });
const announcement = (title: string, paragraphs: readonly string[]): LetterText => ({ form: 'letter', title, paragraphs });

const PROFILE_ROWS = [
  ['组织名称', '{组织名称}'],
  ['组织类别', '{组织类别}'],
  ['负责人', '{负责人}'],
  ['业务范围', '{业务范围}'],
  ['活动场所', '{活动场所}'],
  ['所在地', '{所在地}'],
] as const;

export const NATIONAL_TEMPLATES: Readonly<Record<NoticeId, NationalTemplate>> = {
  acceptance: letter('受理通知书', [
    '你（单位）于{申请日期}提交的“{组织名称}”{办理事项}申请，材料齐全，符合受理条件，本机关决定予以受理。',
    '本机关将依法进行审查，并在规定期限内作出决定。',
    SINCERELY,
  ]),
  supplementNotice: letter('补正通知书', [
    '你（单位）提交的“{组织名称}”{办理事项}申请收悉。经审查，申请材料需要补正。现一次性告知全部补正内容如下：',
    '{补正清单}',
    '请于{补正期限}（含）前提交补正材料；逾期未补正的，本次申请终止，可以重新申请。',
    SINCERELY,
  ]),
  refusalNotice: letter('不予办理通知书', [
    '你（单位）于{申请日期}提交的“{组织名称}”{办理事项}申请，经审查，本机关决定不予办理。',
    '不予办理的情形：{依据}。',
    '理由：{理由}',
    REMEDY,
    SINCERELY,
  ]),
  filingCertificate: {
    form: 'certificate',
    title: '备案证书',
    statement: '经审核，下列社区社会组织符合备案条件，准予备案。备案的社区社会组织不具有法人资格，应当按照章程开展活动。',
    number: '备案编号：{备案编号}',
    rows: PROFILE_ROWS,
  },
  registrationCertificate: {
    form: 'certificate',
    title: '登记证书',
    statement: '经审查，下列社区社会组织符合登记条件，准予登记。',
    number: '统一社会信用代码：{统一社会信用代码}',
    rows: PROFILE_ROWS,
  },
  changeNotice: letter('变更通知书', ['你（单位）提交的“{组织名称}”{办理事项}申请，经审查，准予变更。变更内容如下：', '{变更内容}', SINCERELY]),
  cancellationNotice: letter('取消备案通知书', [
    '“{组织名称}”（备案编号：{备案编号}）已由本机关取消备案，自{成文日期}起不得再以备案组织的名义开展活动。',
    '情形：{依据}。理由：{理由}',
    '请在收到本通知后交回备案证书，结清债务和代管资金。',
    REMEDY,
    SINCERELY,
  ]),
  deregistrationNotice: letter('准予注销登记通知书', [
    '你（单位）提交的“{组织名称}”（统一社会信用代码：{统一社会信用代码}）注销登记申请，经审查，清算已经完成，准予注销登记。',
    '登记证书、印章和财务凭证已由本机关收回。',
    SINCERELY,
  ]),
  consultationLetter: letter(
    '关于征求“{组织名称}”登记意见的函',
    [
      '“{组织名称}”向本机关申请{办理事项}，拟在{所在地}开展活动，业务范围为：{业务范围}。',
      '现征求你单位意见，请于{答复期限}（含）前书面答复；逾期未答复的，请及时与本机关联系。',
      '专此函达。',
    ],
    '{征求意见单位}',
  ),
  filingDisclosure: announcement('关于“{组织名称}”备案信息的公示', [
    '经审核，“{组织名称}”（备案编号：{备案编号}）准予备案，组织类别为{组织类别}，所在地为{所在地}，业务范围为：{业务范围}。',
    OBJECTION,
  ]),
  cancellationAnnouncement: announcement('关于取消“{组织名称}”备案的公告', [
    '“{组织名称}”（备案编号：{备案编号}）已由本机关取消备案，自公告之日起不得再以备案组织的名义开展活动。',
    '情形：{依据}。',
    DECLARED,
  ]),
  establishmentAnnouncement: announcement('关于“{组织名称}”成立登记的公告', [
    '经审查，“{组织名称}”（统一社会信用代码：{统一社会信用代码}）准予成立登记，组织类别为{组织类别}，所在地为{所在地}，业务范围为：{业务范围}。',
    DECLARED,
  ]),
  changeAnnouncement: announcement('关于“{组织名称}”变更登记的公告', ['经审查，“{组织名称}”准予变更登记。变更内容如下：', '{变更内容}', DECLARED]),
  deregistrationAnnouncement: announcement('关于“{组织名称}”注销登记的公告', [
    '经审查，“{组织名称}”（统一社会信用代码：{统一社会信用代码}）清算已经完成，准予注销登记，登记证书同时收回。',
    DECLARED,
  ]),
  revocationAnnouncement: announcement('关于撤销“{组织名称}”登记的公告', [
    '本机关依法撤销“{组织名称}”（统一社会信用代码：{统一社会信用代码}）的登记。',
    '情形：{依据}。',
    DECLARED,
  ]),
  outlawingAnnouncement: announcement('关于取缔“{组织名称}”的公告', [
    '经查，“{组织名称}”未经登记擅自以社会组织名义开展活动，本机关依法决定予以取缔，责令其立即停止一切活动。',
    DECLARED,
  ]),
};

export function isCertificate(kind: NoticeId): boolean {
  return NATIONAL_TEMPLATES[kind].form === 'certificate';
}

/** Every line of a template with its marks, for announcements that are also shown as a page. */
export function linesOf(kind: NoticeId): string[] {
  const template = NATIONAL_TEMPLATES[kind];
  return template.form === 'letter' ? [template.title, ...template.paragraphs] : [template.title];
}

export function noticeLabel(kind: NoticeId): string {
  return NOTICES[kind].label;
}
