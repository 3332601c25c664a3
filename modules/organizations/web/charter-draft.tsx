import { Button } from 'antd';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { assembleCharter, type CharterFacts, gapsOfCharter } from '../contract/charter.ts';
import type { PartValue } from '../contract/parts.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

interface CharterDraftProps {
  organization: ShownOrganization;
  edited: Record<string, PartValue>;
  onDraft: (edited: Record<string, PartValue>) => void;
}

const TERM_YEARS = 3;

/** What the record knows, filled into the outline; blanks stand where it knows nothing. */
function factsOf({ record }: ShownOrganization): CharterFacts {
  const text = (field: string) => record?.fields.find((one) => one.field === field)?.text;
  return {
    name: record?.name ?? '＿＿＿＿',
    place: record?.place.split(' ').slice(-2).join('') ?? '＿＿＿＿',
    category: text('category')?.replace(/类$/, '类') ?? '',
    purpose: '＿＿＿＿',
    scopes: text('businessScopes')?.split('、') ?? ['＿＿＿＿'],
    venue: text('venues') ?? '＿＿＿＿',
    authority: record?.tier === '登记' ? '登记管理机关和业务主管单位' : record?.tier === '备案' ? '街道办事处（乡镇人民政府）' : '社区党组织和居（村）民委员会',
    memberCount: Number(text('memberCount') ?? 0),
    termYears: TERM_YEARS,
  };
}

/** Drafts a charter from the outline and tells, while it is written, what it does not say. */
export function CharterDraft({ organization, edited, onDraft }: CharterDraftProps) {
  const content = edited['content'];
  const text = typeof content === 'string' ? content : '';
  const draft = () => onDraft({ ...edited, content: assembleCharter(factsOf(organization)), basis: edited['basis'] ?? '社区社会组织章程提纲' });
  const gaps = gapsOfCharter(text, organization.record?.division ?? '');
  return (
    <div className={styles.draft}>
      <Button disabled={text !== ''} onClick={draft}>
        按提纲起草
      </Button>
      {text === '' && <span>按简易章程的提纲生成草稿，请把“＿＿＿＿”处补写完整，并由成员大会通过。</span>}
      {text !== '' && gaps.length === 0 && <StatusMark status="met" word="提纲各条都已写明" />}
      {text !== '' && gaps.length > 0 && (
        <span>
          还没有写明：
          {gaps.map(({ title, clause, isDemanded }) => `${title}${isDemanded ? `（${clause}，必须写入）` : ''}`).join('、')}
        </span>
      )}
    </div>
  );
}
