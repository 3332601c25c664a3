import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import {
  articlesOf,
  assembleCharter,
  blanksIn,
  CHARTER_BLANK as BLANK,
  type CharterArticle,
  type CharterFacts,
  charterText,
  chineseNumeral,
  gapsOfCharter,
  helpFor,
} from '../contract/charter.ts';
import { clauseText } from '../contract/clause-text.ts';
import type { PartValue } from '../contract/parts.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

interface CharterEditorProps {
  organization: ShownOrganization;
  edited: Record<string, PartValue>;
  onChange: (edited: Record<string, PartValue>) => void;
}

const TERM_YEARS = 3;
const MOST = 20_000;

/** What the record knows, filled into the outline; blanks stand where it knows nothing. */
function factsOf({ record }: ShownOrganization): CharterFacts {
  const text = (field: string) => record?.fields.find((one) => one.field === field)?.text;
  return {
    name: record?.name ?? BLANK,
    place: record?.place.split(' ').slice(-2).join('') ?? BLANK,
    category: text('category') ?? '',
    purpose: BLANK,
    scopes: text('businessScopes')?.split('、') ?? [BLANK],
    venue: text('venues') ?? BLANK,
    authority: record?.tier === '登记' ? '登记管理机关和业务主管单位' : record?.tier === '备案' ? '街道办事处（乡镇人民政府）' : '社区党组织和居（村）民委员会',
    memberCount: Number(text('memberCount') ?? 0),
    termYears: TERM_YEARS,
  };
}

/** A charter, article by article, with the wordings of the outline to choose from; the one text is derived from them. */
export function CharterEditor({ organization, edited, onChange }: CharterEditorProps) {
  const [isWhole, setWhole] = useState(false);
  const whole = useId();
  const text = typeof edited['content'] === 'string' ? edited['content'] : '';
  const read = articlesOf(text);
  const write = (content: string, more: Record<string, PartValue> = {}) => onChange({ ...edited, ...more, content });
  if (text === '' && !isWhole)
    return (
      <div className={styles.draft}>
        <Button onClick={() => write(assembleCharter(factsOf(organization)), { basis: edited['basis'] ?? '社区社会组织章程提纲' })}>按提纲起草</Button>
        <Button onClick={() => setWhole(true)}>自己写全文</Button>
        <span>按简易章程的提纲生成草稿，逐条选择或修改，把“{BLANK}”处补写完整，由成员大会通过。</span>
      </div>
    );
  return (
    <section className={styles.charter} aria-label="章程正文">
      <div className={styles.draft}>
        {read && <Button onClick={() => setWhole(!isWhole)}>{isWhole ? '逐条修改' : '看全文'}</Button>}
        <Gaps text={text} division={organization.record?.division ?? ''} />
      </div>
      {read && !isWhole ? (
        <Articles articles={read.articles} facts={factsOf(organization)} onChange={(articles) => write(charterText(read.title, articles))} />
      ) : (
        <>
          <label htmlFor={whole}>正文</label>
          <Input.TextArea id={whole} value={text} autoSize={{ minRows: 8, maxRows: 24 }} maxLength={MOST} onChange={({ target }) => write(target.value)} />
        </>
      )}
    </section>
  );
}

/** What the charter does not say yet, while it is written. */
function Gaps({ text, division }: { text: string; division: string }) {
  const gaps = gapsOfCharter(text, division);
  const blanks = blanksIn(text);
  return (
    <>
      {gaps.length === 0 ? (
        <StatusMark status="met" word="提纲各条都已写明" />
      ) : (
        <span>
          还没有写明：
          {gaps.map(({ title, clause, isDemanded }) => `${title}${isDemanded ? `（${clauseText(clause)}，必须写入）` : ''}`).join('、')}
        </span>
      )}
      {blanks > 0 && <StatusMark status="atRisk" word={`还有 ${blanks} 处“${BLANK}”没有填`} />}
    </>
  );
}

interface ArticlesProps {
  articles: readonly CharterArticle[];
  facts: CharterFacts;
  onChange: (articles: CharterArticle[]) => void;
}

function Articles({ articles, facts, onChange }: ArticlesProps) {
  const help = helpFor(articles, facts);
  return (
    <ol className={styles.articles}>
      {articles.map((article, index) => (
        <li key={index}>
          {article.chapter !== articles[index - 1]?.chapter && <h3>{article.chapter}</h3>}
          <OneArticle
            label={`第${chineseNumeral(index + 1)}条${help[index] ? `　${help[index].title}` : ''}`}
            wordings={help[index]?.wordings ?? []}
            text={article.text}
            onText={(text) => onChange(articles.with(index, { ...article, text }))}
            onAdd={() => onChange(articles.toSpliced(index + 1, 0, { chapter: article.chapter, text: BLANK }))}
            onRemove={articles.length > 1 ? () => onChange(articles.toSpliced(index, 1)) : undefined}
          />
        </li>
      ))}
    </ol>
  );
}

interface OneArticleProps {
  label: string;
  wordings: readonly { label: string; text: string }[];
  text: string;
  onText: (text: string) => void;
  onAdd: () => void;
  onRemove: (() => void) | undefined;
}

function OneArticle({ label, wordings, text, onText, onAdd, onRemove }: OneArticleProps) {
  const id = useId();
  const chosen = wordings.find((wording) => wording.text === text)?.label ?? '';
  const options = [
    ...(chosen === '' ? [{ value: '', label: '自己的写法' }] : []),
    ...wordings.map((wording) => ({ value: wording.label, label: wording.label })),
  ];
  return (
    <div className={styles.article}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.buttons}>
        {wordings.length > 1 && (
          <Choice
            label={`${label}的写法`}
            value={chosen}
            options={options}
            onChange={(choice) => onText(wordings.find((wording) => wording.label === choice)?.text ?? text)}
          />
        )}
        <Button size="small" onClick={onAdd} aria-label={`在${label}后加一条`}>
          加一条
        </Button>
        {onRemove && (
          <Button size="small" onClick={onRemove} aria-label={`删去${label}`}>
            删去
          </Button>
        )}
      </span>
      <Input.TextArea id={id} value={text} autoSize={{ minRows: 1, maxRows: 8 }} onChange={({ target }) => onText(target.value)} />
    </div>
  );
}
