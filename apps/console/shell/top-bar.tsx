import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './shell.module.css';

interface TopBarProps {
  menuOpen: boolean;
  onToggleMenu: () => void;
  demonstration: boolean;
  /** notices that were not read */
  unread: number;
  children: ReactNode;
}

export function TopBar({ menuOpen, onToggleMenu, demonstration, unread, children }: TopBarProps) {
  return (
    <header className={styles.top}>
      <button type="button" className={styles.menuButton} aria-expanded={menuOpen} aria-label={menuOpen ? '收起菜单' : '打开菜单'} onClick={onToggleMenu}>
        {menuOpen ? '✕' : '☰'}
      </button>
      <Link to="/" className={styles.brand}>
        沃土<small>社区社会组织工作台</small>
      </Link>
      <span className={styles.space} />
      {demonstration && (
        <span className={styles.demonstration} title="这些组织、人员和数字由系统生成，不是真实数据。">
          演示数据
        </span>
      )}
      <Link to="/notices" className={styles.notices} aria-label={unread > 0 ? `通知，${unread} 条未读` : '通知'}>
        通知{unread > 0 && <strong>{unread > 99 ? '99+' : unread}</strong>}
      </Link>
      {children}
    </header>
  );
}
