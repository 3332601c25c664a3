import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { type ArticleLink, LINK_KINDS, type LinkKind } from '../../contract/article.ts';
import { publicityRoutes } from '../../contract/routes.ts';
import styles from '../publicity.module.css';

const KINDS = Object.entries(LINK_KINDS).map(([value, label]) => ({ value, label }));

/** What the article is about: found by name, each taken once. A duty of a plan counts the article as its evidence. */
export function LinkChooser({ value, onChange }: { value: readonly ArticleLink[]; onChange: (links: ArticleLink[]) => void }) {
  const [kind, setKind] = useState<LinkKind>('organization');
  const [q, setQ] = useState('');
  const found = useCall(publicityRoutes.linkTargets, { query: { kind, q } }, { enabled: q !== '' });
  const isTaken = (link: ArticleLink) => value.some(({ kind: of, target }) => of === link.kind && target === link.target);
  return (
    <div className={styles.stack}>
      {value.length > 0 && (
        <ul className={styles.links}>
          {value.map((link) => (
            <li key={`${link.kind} ${link.target}`}>
              {LINK_KINDS[link.kind]}：{link.name}
              <Button size="small" aria-label={`去掉${link.name}`} onClick={() => onChange(value.filter((one) => one !== link))}>
                去掉
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.filters}>
        <Choice label="关联什么" value={kind} options={KINDS} onChange={(next) => setKind(next as LinkKind)} />
        <SearchBox label={kind === 'duty' ? '任务编号或文件里的字' : '名称里的字'} value="" onChange={setQ} />
      </div>
      {found.error && <ProblemNotice error={found.error} />}
      {q !== '' && found.data?.items.length === 0 && <p className={styles.faint}>没有找到，请换一个词。</p>}
      {q !== '' && found.data && (
        <ul className={styles.links}>
          {found.data.items
            .filter((link) => !isTaken(link))
            .map(({ detail, ...link }) => (
              <li key={link.target}>
                <span>
                  {link.name} <small className={styles.faint}>{detail}</small>
                </span>
                <Button size="small" onClick={() => onChange([...value, link])}>
                  关联
                </Button>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
