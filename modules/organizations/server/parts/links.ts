import { partSheet } from './part-sheet.ts';

/** Which sub-committee of the neighbourhood committee a group works with (SZ-D03, SZ L12-13; 居委会法 art.13). */
export const organizationCommittees = partSheet({
  sheet: '下属委员会联系',
  register: 'organization-committees',
  table: 'organization_committees',
  columns: [
    {
      heading: '下属委员会',
      field: 'committee',
      type: 'choice',
      choices: ['人民调解委员会', '治安保卫委员会', '公共卫生委员会', '其他委员会'],
      required: true,
    },
    { heading: '委员会全称', field: 'fullName', type: 'text', maxLength: 100, note: '选“其他委员会”时请写明。' },
    { heading: '承担的事务', field: 'duties', type: 'text', maxLength: 500 },
    { heading: '起始日期', field: 'startedOn', type: 'date', required: true },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
  ],
  key: ['organizationId', 'committee', 'startedOn'],
  begins: 'startedOn',
  ends: 'endedOn',
  note: '居民委员会＋下属委员会＋社区社会组织。',
});

/** Membership of a hub, seen from the member (HN-D20, GZ-D11). */
export const hubMemberships = partSheet({
  sheet: '加入枢纽型组织',
  register: 'hub-memberships',
  table: 'organization_hub_memberships',
  columns: [
    { heading: '枢纽型组织名称', field: 'hubName', type: 'text', maxLength: 100, required: true },
    { heading: '枢纽型组织区划代码', field: 'hubDiv', type: 'division', required: true, levels: ['community', 'township'] },
    { heading: '加入日期', field: 'joinedOn', type: 'date', required: true },
    { heading: '退出日期', field: 'leftOn', type: 'date' },
  ],
  alsoRefers: [{ register: 'organizations', nameField: 'hubName', divisionField: 'hubDiv', store: 'hubId', required: true, within: 'division' }],
  key: ['organizationId', 'hubId', 'joinedOn'],
  begins: 'joinedOn',
  ends: 'leftOn',
  note: '枢纽型组织联系、服务、管理的成员。',
});

/** Who guides or keeps in touch with a group: for one without a party organization above all (SZ L29; MCA L61, GZ L59). */
export const organizationContacts = partSheet({
  sheet: '指导与联系人员',
  register: 'organization-contacts',
  table: 'organization_contacts',
  dataClass: 'personal',
  columns: [
    { heading: '类别', field: 'kind', type: 'choice', choices: ['党建指导员', '党组织班子成员定点联系', '专人联系'], required: true },
    { heading: '姓名', field: 'name', type: 'text', maxLength: 50, required: true, dataClass: 'personal' },
    { heading: '单位和职务', field: 'post', type: 'text', maxLength: 100 },
    { heading: '手机号', field: 'phone', type: 'phone' },
    { heading: '起始日期', field: 'startedOn', type: 'date', required: true },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
  ],
  key: ['organizationId', 'kind', 'name', 'startedOn'],
  nameField: 'name',
  begins: 'startedOn',
  ends: 'endedOn',
  note: '没有党组织的，由党建指导员指导；有固定联系人的，也记在这里。',
});
