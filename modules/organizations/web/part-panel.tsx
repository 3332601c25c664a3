import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { EmptyState, ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { partRoutes } from '../contract/part-routes.ts';
import { PART_NAMES, type Part, type PartId, type PartRecord } from '../contract/parts.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';
import { PartForm } from './part-form.tsx';
import { PartItem } from './part-item.tsx';
import { RosterImport } from './roster-import.tsx';

interface PartPanelProps {
  organization: ShownOrganization;
  part: PartId;
}

/** One part of the dossier: its records, what is in force first, and the way to add one. */
export function PartPanel({ organization, part }: PartPanelProps) {
  const query = useInfiniteQuery({
    queryKey: [partRoutes.part.method, partRoutes.part.path, organization.id, part],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => call(partRoutes.part, { params: { id: organization.id, part }, query: { cursor: pageParam } }, signal),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const [first] = query.data?.pages ?? [];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={first && first.total > 0 && part !== 'profile' ? `${PART_NAMES[part]}（${first.total}）` : PART_NAMES[part]}
      actions={first && <Adding organization={organization} part={first} items={items} />}
    >
      {query.error && <ProblemNotice error={query.error} retry={query.refetch} />}
      {!first && !query.error && <Skeleton />}
      {first && <Items organization={organization} part={first} items={items} />}
      {query.hasNextPage && (
        <button type="button" className={styles.more} onClick={() => void query.fetchNextPage()}>
          继续显示
        </button>
      )}
    </Panel>
  );
}

interface ShownPart {
  organization: ShownOrganization;
  part: Part;
  items: readonly PartRecord[];
}

function Adding({ organization, part, items }: ShownPart) {
  const [isOpen, setOpen] = useState(false);
  const isOnce = part.part === 'profile' && items.length > 0;
  if (!part.abilities.edit || isOnce) return null;
  return (
    <div className={styles.buttons}>
      {part.part === 'members' && <RosterImport organization={organization} />}
      <Button onClick={() => setOpen(true)}>{part.part === 'profile' ? '填写' : '新增'}</Button>
      {isOpen && <PartForm organization={organization} part={part} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Items({ organization, part, items }: ShownPart) {
  if (!part.isShown) return <EmptyState title="您的岗位不能查看个人信息">如工作需要，请向单位的安全管理员申请。</EmptyState>;
  if (items.length === 0) return <EmptyState title={`还没有${part.name}`}>{part.note}</EmptyState>;
  return (
    <ul className={styles.items}>
      {items.map((item) => (
        <PartItem key={item.id} organization={organization} part={part} item={item} />
      ))}
    </ul>
  );
}
