import { Link } from '@tanstack/react-router';

/** What else there is around documents. */
export function DocumentLinks() {
  return (
    <span style={{ display: 'inline-flex', gap: 16 }}>
      <Link to="/documents/objections">公示异议</Link>
      <Link to="/documents/numbers">编号</Link>
      <Link to="/documents/templates">文书模板</Link>
      <a href="/notices" target="_blank" rel="noreferrer">
        公开页面
      </a>
    </span>
  );
}
