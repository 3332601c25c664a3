import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { Page } from '#ui/layout/page.tsx';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';

/** All registers, each with what belongs in it. */
export function RegisterHomeScreen() {
  const query = useCall(evidenceRoutes.registers, {});
  return (
    <Page title="登记台账" lead="各项目标的数字都从这些台账里数出来。可以逐条登记，也可以用一张 Excel 工作簿成批导入、导出。">
      <Loaded query={query} lines={10}>
        {({ registers }) => (
          <ul className={styles.cards}>
            {registers.map((register) => (
              <li key={register.register}>
                <Link to="/evidence/$register" params={{ register: register.register }} className={styles.card}>
                  <strong>{register.name}</strong>
                  <span>{register.note}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  );
}
