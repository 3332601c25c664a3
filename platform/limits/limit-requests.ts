import { type Refusal, refuse } from '#shared/errors.ts';
import type { RequestClass } from '#shared/route.ts';
import { NOBODY } from '../access/actor.ts';
import type { Context, Platform } from '../context.ts';
import { limitErrors } from './errors.ts';
import { countInDatabase, countInMemory } from './request-counters.ts';
import { REQUEST_LIMITS, type RequestLimit } from './request-limits.ts';
import type { Counted } from './request-windows.ts';

/**
 * Counts a request of a class and lets it pass. What strangers enclose is counted by megabytes, all others as one, and what was counted before as nothing.
 * @throws ACCOUNT_TOO_BUSY, ADDRESS_TOO_BUSY, ENCLOSED_TOO_MUCH
 */
export type LimitRequests = (context: Context, requestClass: RequestClass, weight?: number) => Promise<void>;

const DOINGS: Record<keyof typeof REQUEST_LIMITS, string> = {
  read: '查看',
  search: '查找',
  write: '提交修改',
  export: '导出',
  import: '上传文件',
  reveal: '查看完整号码',
  check: '核验证书',
  object: '提交异议',
  enclose: '上传附件',
};

/** The limits of one server process over the database that all share. */
export function createRequestLimits({ db, cipher }: Pick<Platform, 'db' | 'cipher'>): LimitRequests {
  const counters = { process: countInMemory(), database: countInDatabase(db) };
  // whoever reads the table is not to see who asked what
  const subjectOf = { process: (text: string) => text, database: (text: string) => cipher.digest(text, 'request_counts.subject') };
  return async (context, requestClass, weight = 1) => {
    if (requestClass === 'signIn') return;
    const limit = REQUEST_LIMITS[requestClass];
    const subjects = [`${requestClass} address ${context.origin}`];
    if (context.actor.id !== NOBODY.id) subjects.push(`${requestClass} account ${context.actor.id}`);
    const { keptIn, seconds } = limit;
    const [byAddress, byAccount] = await counters[keptIn](subjects.map(subjectOf[keptIn]), seconds, context.now, weight);
    if (byAccount && byAccount.requests > limit.perAccount) throw tooBusy('ACCOUNT_TOO_BUSY', requestClass, limit, byAccount, context.now);
    if (byAddress && byAddress.requests > limit.perAddress)
      throw tooBusy(requestClass === 'enclose' ? 'ENCLOSED_TOO_MUCH' : 'ADDRESS_TOO_BUSY', requestClass, limit, byAddress, context.now);
  };
}

function tooBusy(code: keyof typeof limitErrors, requestClass: keyof typeof DOINGS, limit: RequestLimit, { endsAt }: Counted, now: Date): Refusal {
  const seconds = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
  return refuse(limitErrors[code], {
    doing: DOINGS[requestClass],
    window: limit.seconds >= 3600 ? `${limit.seconds / 3600} 小时` : `${limit.seconds / 60} 分钟`,
    limit: code === 'ACCOUNT_TOO_BUSY' ? limit.perAccount : limit.perAddress,
    wait: seconds > 90 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`,
    seconds,
  });
}
