import type { CheckedRecord, Problem } from '#platform/imports/sheet.ts';
import { codeOf } from '#shared/division-code.ts';
import { PAPER_ROSTER } from '../../contract/document-files.ts';
import { gapsOfCharter } from '../../contract/charter.ts';
import { partSheet } from './part-sheet.ts';

/** What a charter lacks is told, not refused: the filing examines completeness (HN-D48). */
function charterSaysEverything({ values, divisions }: CheckedRecord): Problem[] {
  const content = values['content'];
  if (values['kind'] !== '章程' || typeof content !== 'string') return [];
  const division = divisions.get('organizationDiv');
  const gaps = gapsOfCharter(content, division ? codeOf(division.key) : '');
  const demanded = gaps.filter(({ isDemanded }) => isDemanded);
  const others = gaps.filter(({ isDemanded }) => !isDemanded);
  return [
    ...demanded.map(
      ({ title, clause }): Problem => ({
        severity: 'notice',
        field: 'content',
        rule: 'charter-demanded-clause',
        message: `章程没有写明“${title}”，按 ${clause} 应当写入。`,
        suggestion: '请补写后再通过。',
      }),
    ),
    ...(others.length === 0
      ? []
      : [
          {
            severity: 'notice' as const,
            field: 'content',
            rule: 'charter-gaps',
            message: `章程没有写明：${others.map(({ title }) => title).join('、')}。`,
            suggestion: '可用“按提纲起草”补齐。',
          },
        ]),
  ];
}

function rosterIsNotPublic({ values }: CheckedRecord): Problem[] {
  if (values['kind'] !== PAPER_ROSTER || values['isPublic'] !== true) return [];
  return [{ severity: 'finding', field: 'isPublic', rule: 'public-roster', message: '名册含有个人信息，不能公开。', suggestion: '请把“是否公开”改为“否”。' }];
}

/** 内部制度: charter, rules, minutes, elections, decisions (dossier 4.6; SZ L33-34, GZ L87, HN L46). */
export const organizationDocuments = partSheet({
  sheet: '章程与制度',
  register: 'organization-documents',
  table: 'organization_documents',
  columns: [
    {
      heading: '类别',
      field: 'kind',
      type: 'choice',
      choices: ['章程', '活动制度', '服务规范', '财务制度', '会议记录', '民主选举', '重大事项决策', '自律承诺', '收费标准', '重大活动', PAPER_ROSTER, '其他'],
      required: true,
    },
    { heading: '标题', field: 'title', type: 'text', maxLength: 100, required: true },
    { heading: '通过日期', field: 'adoptedOn', type: 'date', required: true, note: '会议记录填会议日期。' },
    { heading: '废止日期', field: 'endedOn', type: 'date' },
    { heading: '通过的会议', field: 'adoptedBy', type: 'text', maxLength: 100 },
    { heading: '表决结果', field: 'votes', type: 'text', maxLength: 200, note: '如：应到 30 人，实到 25 人，同意 24 人。' },
    { heading: '依据', field: 'basis', type: 'text', maxLength: 200 },
    { heading: '正文', field: 'content', type: 'text', maxLength: 20_000 },
    { heading: '是否公开', field: 'isPublic', type: 'boolean', note: '填“是”，标题和正文显示在公开页面上（海南 L46 公开重大活动、收费标准）；不填为不公开。' },
  ],
  key: ['organizationId', 'kind', 'title', 'adoptedOn'],
  nameField: 'title',
  begins: 'adoptedOn',
  ends: 'endedOn',
  rules: [charterSaysEverything, rosterIsNotPublic],
  note: '每次修订另记一份，旧的填废止日期。',
});
