import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { z } from 'zod';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import { accountRoutes } from '../contract/routes.ts';
import { OFFICE_KIND_NAMES, type officeSchema } from '../contract/schemas.ts';

type Office = z.infer<typeof officeSchema>;

const COLUMNS: Column<Office>[] = [
  { key: 'name', title: '单位', cell: (office) => (office.parentName === null ? office.name : `${office.parentName} › ${office.name}`) },
  { key: 'kind', title: '类型', cell: (office) => OFFICE_KIND_NAMES[office.kind] },
  { key: 'division', title: '所属区划', cell: (office) => office.divisionName },
  { key: 'accounts', title: '启用的账号', number: true, cell: (office) => office.accounts },
];

/** Offices within one's jurisdiction. */
export function OfficeList() {
  const [values, set] = useSearchState();
  const mayManage = useCan('account.manage');
  const pages = usePages(accountRoutes.listOffices, { query: { q: values['q'] } });
  const columns = mayManage ? [...COLUMNS, { key: 'close', title: '办理', cell: (office: Office) => <CloseOffice office={office} /> }] : COLUMNS;
  return (
    <Panel title="单位" flush actions={<SearchBox label="按单位名称查找" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />}>
      <DataTable
        name="offices"
        label="单位"
        columns={columns}
        pages={pages}
        rowKey={(office) => String(office.id)}
        counted="个"
        empty={<EmptyState title="没有找到单位">先设单位，再为其中的人开设账号。</EmptyState>}
      />
    </Panel>
  );
}

function CloseOffice({ office }: { office: Office }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const close = useMutation({
    mutationFn: () => call(accountRoutes.closeOffice, { params: { id: office.id } }),
    onSuccess: async () => {
      await refresh(client, accountRoutes.listOffices);
      toasts.done(`单位“${office.name}”已撤销。`);
    },
    onError: toasts.failed,
  });
  return (
    <Button size="small" danger loading={close.isPending} onClick={() => close.mutate()}>
      撤销
    </Button>
  );
}
