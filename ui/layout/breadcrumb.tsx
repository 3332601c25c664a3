import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import styles from './breadcrumb.module.css';

export interface Crumb {
  key: string;
  label: string;
  to?: string;
  search?: Record<string, string | undefined>;
}

/** Where one is, from above to below; the last step is the page itself. */
export function Breadcrumb({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={label} className={styles.path}>
      <ol>
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.key}>
            <li aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
              {crumb.to !== undefined && index < crumbs.length - 1 ? (
                <Link to={crumb.to} search={crumb.search ?? {}}>
                  {crumb.label}
                </Link>
              ) : (
                crumb.label
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
