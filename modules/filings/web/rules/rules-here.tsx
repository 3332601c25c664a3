import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useCan, useViewer } from '#ui/viewer.ts';
import { filingRoutes, ruleSetRoutes } from '../../contract/routes.ts';
import { ProcedureRules } from './procedure-rules.tsx';
import type { PresentedRules } from './presented.ts';
import styles from './rules.module.css';
import { SettingTable } from './setting-table.tsx';

/** What holds here: the rules of a place, procedure by procedure, and the rule sets they come from. */
export function RulesHereScreen() {
  const [values, set] = useSearchState();
  const viewer = useViewer();
  const code = values['division'] ?? viewer.division ?? undefined;
  const here = useDivision(code ?? null);
  const mayRead = useCan('filing.read');
  return (
    <Page title="办理规则" lead="谁来办、要什么材料、多长期限、满足什么条件，每一条都写明依据。正在办理的申请按开始时的规则办完。">
      {viewer.division !== null && (
        <div className={styles.row}>
          看哪里：
          <DivisionPicker
            label="看哪里的规则"
            value={here.data ?? { code: viewer.division, name: viewer.divisionName }}
            within={{ code: viewer.division, name: viewer.divisionName }}
            onChange={({ code: chosen }) => set({ division: chosen })}
          />
        </div>
      )}
      <RuleSets />
      {mayRead && code !== undefined && <Rules division={code} />}
    </Page>
  );
}

function Rules({ division }: { division: string }) {
  const query = useCall(filingRoutes.rulesAt, { query: { division } }, { keep: true });
  return <Loaded query={query}>{(rules) => <RulesShown rules={rules} />}</Loaded>;
}

/** Procedures at the left, one of them or the numbers at the right; which one stands in the address. */
export function RulesShown({ rules }: { rules: Pick<PresentedRules, 'procedures' | 'settings'> }) {
  const [values, set] = useSearchState();
  const shown = values['show'] ?? 'filing';
  const procedure = rules.procedures.find(({ procedure: id }) => id === shown);
  return (
    <div className={styles.columns}>
      <nav className={styles.menu} aria-label="事项">
        {rules.procedures.map(({ procedure: id, label, enabled }) => (
          <button key={id} type="button" aria-current={id === shown} data-off={!enabled} onClick={() => set({ show: id })}>
            {label}
            {!enabled && <small>没有启用</small>}
          </button>
        ))}
        <button type="button" aria-current={shown === 'settings'} onClick={() => set({ show: 'settings' })}>
          期限、人数和其他数字
        </button>
      </nav>
      <div className={styles.stack}>
        {procedure ? (
          <ProcedureRules procedure={procedure} settings={rules.settings} />
        ) : (
          <Panel title="期限、人数和其他数字" flush>
            <SettingTable settings={rules.settings} />
          </Panel>
        )}
      </div>
    </div>
  );
}

function RuleSets() {
  const query = useCall(ruleSetRoutes.listRuleSets, {});
  return (
    <Panel title="适用于本地和下级的规则">
      <Loaded query={query} lines={3}>
        {({ ruleSets }) => (
          <ul className={styles.list}>
            {ruleSets.map(({ id, name, version, divisionName, publishedAt, reason, mayEdit }) => (
              <li key={id}>
                <Link to="/filings/rules/$id" params={{ id }}>
                  {name}
                </Link>
                {mayEdit && <span className={styles.tag}>可修改</span>}
                <small>
                  {divisionName}，第 {version} 版，{momentText(publishedAt)}：{reason}
                </small>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
