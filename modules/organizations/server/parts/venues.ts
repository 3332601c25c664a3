import type { CheckedRecord, Problem } from '#platform/imports/sheet.ts';
import { partSheet } from './part-sheet.ts';

const SQUARE_METERS = 1_000_000;

function agreementEndsAfterItBegins({ values }: CheckedRecord): Problem[] {
  const [from, to] = [values['agreementFrom'], values['agreementTo']];
  if (typeof from !== 'string' || typeof to !== 'string' || to >= from) return [];
  return [{ severity: 'finding', field: 'agreementTo', rule: 'agreement-period', message: '协议到期日早于协议起始日。', suggestion: '请核对协议起止日期。' }];
}

/** 活动场所 (dossier 4.4; PDS L33, MCA L37, HN L32, GZ L39). */
export const organizationVenues = partSheet({
  sheet: '活动场所',
  register: 'organization-venues',
  table: 'organization_venues',
  columns: [
    { heading: '场所名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '地址', field: 'address', type: 'text', maxLength: 200, required: true },
    {
      heading: '设施类型',
      field: 'facility',
      type: 'choice',
      choices: [
        '社区综合服务设施',
        '党群服务中心',
        '新时代文明实践中心（所、站）',
        '社工站',
        '儿童之家',
        '日间照料中心',
        '为老服务中心',
        '志愿服务站',
        '社会救助服务站',
        '综治中心',
        '公共服务中心',
        '闲置国有或集体资产',
        '社区办公用房',
        '社区服务用房',
        '其他',
      ],
    },
    { heading: '面积（平方米）', field: 'area', type: 'decimal', min: 0, max: SQUARE_METERS },
    { heading: '产权单位', field: 'owner', type: 'text', maxLength: 100 },
    { heading: '提供方式', field: 'provision', type: 'choice', choices: ['无偿', '优惠', '有偿'] },
    { heading: '开放时间', field: 'openHours', type: 'text', maxLength: 100 },
    { heading: '可容纳人数', field: 'capacity', type: 'integer', min: 0, max: 100_000 },
    { heading: '启用日期', field: 'startedOn', type: 'date', required: true },
    { heading: '停用日期', field: 'endedOn', type: 'date' },
    { heading: '协议起始日', field: 'agreementFrom', type: 'date' },
    { heading: '协议到期日', field: 'agreementTo', type: 'date' },
  ],
  key: ['organizationId', 'name', 'startedOn'],
  nameField: 'name',
  begins: 'startedOn',
  ends: 'endedOn',
  rules: [agreementEndsAfterItBegins],
  note: '几个组织可以共用一处场所（一址多用），页面上会列出同一地址的其他组织。',
});
