import { gapsOfCharter } from '#modules/organizations/contract/charter.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import styles from './desk.module.css';

/** The charter that the applicant wrote on the platform, with what it does not say. */
export function CharterView({ text, division }: { text: string; division: string }) {
  const gaps = gapsOfCharter(text, division);
  const blanks = text.split('\n').filter((line) => line.includes('＿')).length;
  return (
    <section className={styles.block} aria-labelledby="charter">
      <h3 id="charter">章程</h3>
      <p className={styles.soft}>
        {gaps.length === 0 ? (
          <StatusMark status="met" word="提纲各条都已写明" />
        ) : (
          <StatusMark status="atRisk" word={`没有写明：${gaps.map(({ title }) => title).join('、')}`} />
        )}{' '}
        {blanks > 0 && <StatusMark status="atRisk" word={`${blanks} 条没有写完`} />}
      </p>
      <details className={styles.charter}>
        <summary>看全文</summary>
        {text.split('\n').map((line, index) => (line.trim() === '' ? null : <p key={index}>{line}</p>))}
      </details>
    </section>
  );
}
