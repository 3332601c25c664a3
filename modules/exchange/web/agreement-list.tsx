import { Link } from '@tanstack/react-router';
import { momentText } from '#ui/figures/dates.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import type { Agreement } from '../contract/agreement.ts';
import { stateOf, whoText } from './agreement-words.ts';

/** Agreements of one direction, those that ended last. */
export function AgreementList({ agreements }: { agreements: readonly Agreement[] }) {
  return (
    <Lines>
      {agreements.map((one) => (
        <li key={one.id}>
          <span>
            <Link to="/exchange/$id" params={{ id: String(one.id) }}>
              {whoText(one)}
            </Link>
            <small>
              {one.terms.registers.length} 个台账，{one.terms.plans.length} 个方案；
              {contactOf(one)}
            </small>
          </span>
          <StatusMark {...stateOf(one)} />
        </li>
      ))}
    </Lines>
  );
}

/** A receiver waits to hear of the other side; a sender calls by itself, last to compare. */
function contactOf({ side, heardAt, comparedAt }: Agreement): string {
  if (side === 'receiver') return heardAt === null ? '对方还没有联系过' : `最近一次联系 ${momentText(heardAt)}`;
  return comparedAt === null ? '还没有与对方核对过' : `最近一次核对 ${momentText(comparedAt)}`;
}
