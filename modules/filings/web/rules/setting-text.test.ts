import { expect, it } from 'vitest';
import { changeText, settingText } from './setting-text.ts';

it('says terms, money, days and what nobody names', () => {
  expect(settingText('filingDecisionTerm', { count: 10, unit: 'workingDays' })).toBe('10 个工作日');
  expect(settingText('registrationDecisionTerm', { count: 60, unit: 'days' })).toBe('60 日');
  expect(settingText('registrationFunds', 3_000_000)).toBe('30,000 元');
  expect(settingText('annualAuthorityDue', '05-31')).toBe('5月31日');
  expect(settingText('annualReportMode', 'inspection')).toBe('年检');
  expect(settingText('waivedConditions', ['capitalReport'])).toBe('验资报告');
  expect(settingText('objectionNotices', ['filingDisclosure'])).toBe('备案信息公开');
  expect(settingText('filingNumberFormat', '{authority}社备〔{year}〕{number}号')).toBe('〈机关代字〉社备〔〈年份〉〕〈序号〉号');
  expect(settingText('filingMembers', null)).toBe('没有规定，不作判断');
});

it('tells both sides of a change in words', () => {
  const term = JSON.stringify({ basis: 'setting', clause: 'GK', value: { count: 7, unit: 'workingDays' } });
  expect(changeText('设置“推荐期限”', term, '（取消）')).toBe('7 个工作日（本级设定，没有文件规定，按默认做法）');
  expect(changeText('“备案”的材料', JSON.stringify({ required: true, clause: 'X02 art.11' }), '')).toBe('必须，社会团体登记管理条例第11条');
  const step = JSON.stringify({ to: 'submitted', by: ['applicant', 'street'], guards: ['pledged'], clause: 'GK' });
  expect(changeText('“备案”草稿·提交', step, '')).toBe('到“待审核”，由申请人、街道（乡镇）办理，必须已作真实性承诺，没有文件规定，按默认做法');
  expect(changeText('名称', '深圳市', '')).toBe('深圳市');
  expect(changeText('名称', null, '（取消）')).toBe('（取消）');
});
