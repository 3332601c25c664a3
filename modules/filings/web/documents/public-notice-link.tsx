import type { ReactNode } from 'react';

/** To an announcement on the public pages, with the form for objections. */
export function PublicNoticeLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a href={`/notices/${id}`} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
