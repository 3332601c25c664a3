import { useState } from 'react';
import { DUPLICATE_REASONS, organizationRoutes } from '#modules/organizations/contract/routes.ts';
import { type Answer, call } from '#ui/api/call.ts';
import { LookFirst } from '#ui/feedback/look-first.tsx';
import type { Register } from '../contract/record.ts';
import type { FormValues } from './form-values.ts';

type Found = Answer<typeof organizationRoutes.likely>['likely'];

interface Likely {
  values: FormValues;
  found: Found;
}

/** Before a new organization is saved: those on the ledger that it may be already. Asked once for what is typed. */
export function useLikelyOrganizations({ register }: Register) {
  const [likely, setLikely] = useState<Likely | undefined>();
  /** @returns whether there are some to look at first */
  async function ask(values: FormValues): Promise<boolean> {
    const text = (field: string) => (typeof values[field] === 'string' && values[field] !== '' ? values[field] : undefined);
    const [name, division] = [text('name'), text('div')];
    if (register !== 'organizations' || name === undefined || division === undefined) return false;
    const body = { name, division, leaderName: text('leaderName'), leaderIdNumber: text('leaderIdNumber') };
    const { likely: found } = await call(organizationRoutes.likely, { body });
    setLikely(found.length > 0 ? { values, found } : undefined);
    return found.length > 0;
  }
  return { likely, ask, forget: () => setLikely(undefined) };
}

/** Notes that the new one and those shown are different organizations, so that they are not offered again. */
export async function keepApart(id: string, found: Found): Promise<void> {
  for (const { candidate } of found) await call(organizationRoutes.keepApart, { body: { one: id, other: candidate.id, reason: '登记时核对：不是同一个组织' } });
}

interface LikelyOrganizationsProps {
  found: Found;
  onAnyway: () => Promise<void>;
  onClose: () => void;
}

/** The likely ones, to open and compare; going on is a decision that is kept. */
export function LikelyOrganizations({ found, onAnyway, onClose }: LikelyOrganizationsProps) {
  return (
    <LookFirst
      title="台账里可能已有这个组织"
      lead="请先看一看。如果是同一个，打开它修改就可以，不要重复登记。"
      items={found.map(lookedAt)}
      goOnText="都不是同一个，仍然新增"
      onGoOn={onAnyway}
      onClose={onClose}
    />
  );
}

function lookedAt({ candidate: { id, name, divisionName, tier, leaderName, memberCount }, reasons }: Found[number]) {
  const why = reasons.map((reason) => DUPLICATE_REASONS[reason]).join('、');
  return { key: id, to: `/organizations/${id}`, name, why, detail: `${divisionName}，${tier}，负责人${leaderName}，${memberCount} 人` };
}
