import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

interface PageProps {
  /** the page's heading, also the title of the browser's tab */
  title: string;
  /** what stands above the heading: where one is */
  above?: ReactNode;
  /** heading with more than words in it; `title` still names the tab */
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every screen inside the shell: heading, what the page is for, its actions, its content. */
export function Page({ title, above, heading, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 沃土`;
  }, [title]);
  return (
    <div className={styles.page}>
      {above}
      <div className={styles.head}>
        <div>
          <h1>{heading ?? title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
