import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import type { PresentedSetting } from './presented.ts';
import styles from './rules.module.css';
import { BASIS_WORDS, settingText } from './setting-text.ts';

/** Every number and choice with what it stands on; where no document names one, it says so. */
export function SettingTable({ settings }: { settings: readonly PresentedSetting[] }) {
  return (
    <PlainTable label="数字和选择">
      <TableHead headings={['事项', '现行规定', '性质', '依据', '说明']} />
      <tbody>
        {settings.map(({ setting, label, value, basis, clause, note }) => (
          <tr key={setting}>
            <th scope="row">{label}</th>
            <td>{settingText(setting, value)}</td>
            <td>{BASIS_WORDS[basis]}</td>
            <td className={styles.cited}>{clauseText(clause)}</td>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
