/** What a certificate of voluntary service says (民发〔2015〕149号: holder, service, issuer, number and day; X05 art.14-17). */
import type { CertificateTemplate } from '#engines/documents/word/certificate-template.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import { durationInWords } from './service-time.ts';

/** Raised with every change of wording or layout. */
const EDITION: Day = '2026-11-27';

export interface CertificateContent {
  证明编号: string;
  姓名: string;
  志愿者编号: string;
  证件: string;
  服务期间: string;
  服务次数: string;
  服务时长: string;
  服务内容: string;
  出具单位: string;
  出具日期: string;
}

export interface CertifiedService {
  teamName: string;
  kinds: string[];
  services: number;
  minutes: number;
}

const NEXT_LINE = '\n';

export function certificateContent(facts: {
  number: string;
  name: string;
  volunteerNumber: string;
  idKindName: string;
  maskedIdNumber: string;
  fromOn: Day;
  toOn: Day;
  teams: readonly CertifiedService[];
  organ: string;
  issuedOn: Day;
}): CertificateContent {
  const services = facts.teams.reduce((sum, team) => sum + team.services, 0);
  const minutes = facts.teams.reduce((sum, team) => sum + team.minutes, 0);
  return {
    证明编号: facts.number,
    姓名: facts.name,
    志愿者编号: facts.volunteerNumber,
    证件: `${facts.idKindName} ${facts.maskedIdNumber}`,
    服务期间: `${dayInWords(facts.fromOn)}至${dayInWords(facts.toOn)}`,
    服务次数: `${services} 次`,
    服务时长: durationInWords(minutes),
    服务内容: facts.teams.map((team) => `${team.teamName}：${team.kinds.join('、')}，${team.services} 次，${durationInWords(team.minutes)}`).join(NEXT_LINE),
    出具单位: facts.organ,
    出具日期: dayInWords(facts.issuedOn),
  };
}

/** The form with marks, filled in by `render-certificate.ts`. */
export const CERTIFICATE_TEMPLATE: CertificateTemplate = {
  title: '志愿服务证明',
  number: '编号：{证明编号}',
  statement: '经核实，下列志愿者自愿、无偿参加志愿服务，所列时长均有经确认的服务记录，特此证明。本证明免费出具。',
  rows: [
    ['姓名', '{姓名}'],
    ['志愿者编号', '{志愿者编号}'],
    ['身份证件', '{证件}'],
    ['服务期间', '{服务期间}'],
    ['服务次数', '{服务次数}'],
    ['服务时长', '{服务时长}'],
    ['服务内容', '{服务内容}'],
  ],
  organ: '{出具单位}',
  date: '{出具日期}',
  code: '{二维码}',
  codeLines: ['核验码：{核验码}', '扫码或登录网址核验', '{核验网址}'],
  edition: EDITION,
};
