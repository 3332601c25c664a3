import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Happening } from '../contract/organization-page.ts';

/** Leads to the application or the record that a line is about. */
export function ReadOn({ about: { type, register, id }, children }: { about: NonNullable<Happening['about']>; children: ReactNode }) {
  if (type === 'application') return <Link to={`/filings/${id}`}>{children}</Link>;
  return (
    <Link to="/evidence/$register/$id" params={{ register: register ?? '', id }}>
      {children}
    </Link>
  );
}
