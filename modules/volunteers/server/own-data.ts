import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { cutAt, type OwnDataPart, type OwnDataSet } from '#platform/personal-data/own-data.ts';
import { SERVICE_STATES, type ServiceState } from '../contract/service.ts';
import { ID_KINDS } from '../contract/words.ts';
import { durationInWords } from './domain/service-time.ts';
import { numbersOf } from './personal.ts';
import { districtsServedIn } from './service-store.ts';
import { namesOfTeams } from './team-store.ts';
import { findByAccount, type StoredVolunteer } from './volunteer-store.ts';

const WHY = '登记志愿者、安排和记录志愿服务、出具服务证明。依据：您登记时的同意（个人信息保护法第十三条第一款第一项）';

/** The registration that the account made or took over, and the minutes recorded for it. */
export const volunteerOwnData: OwnDataPart = {
  async read(context, { accountId }, most) {
    const self = await findByAccount(context.platform.db, Number(accountId));
    return [registration(context, self), await services(context, self, most)];
  },
  unsettled: async ({ platform: { db } }, { accountId }) => {
    const self = await findByAccount(db, Number(accountId));
    return self?.withdrawnOn === null ? ['您还是登记在册的志愿者，请先在“我的志愿服务”里注销登记；服务记录和证明仍然有效'] : [];
  },
};

function registration(context: Context, self: StoredVolunteer | undefined): OwnDataSet {
  const numbers = self && numbersOf(context, self);
  return {
    title: '志愿者登记',
    why: WHY,
    keptFor: '登记期间保存；注销登记后随服务记录保留，以备核验服务证明',
    columns: ['姓名', '性别', '出生日期', '证件', '证件号码', '电话', '登记日期', '注销日期'],
    rows:
      self && numbers ? [[self.name, self.sex, self.bornOn, ID_KINDS[self.idKind], numbers.idNumber, numbers.phone, self.registeredOn, self.withdrawnOn]] : [],
    hasMore: false,
  };
}

interface ServiceRow {
  servedOn: string;
  minutes: number;
  content: string;
  place: string;
  state: ServiceState;
  teamId: number;
}

async function services({ platform: { db } }: Context, self: StoredVolunteer | undefined, most: number): Promise<OwnDataSet> {
  const districts = self ? await districtsServedIn(db, self.id) : [];
  const { rows } = await sql<ServiceRow>`
    select s.served_on as "servedOn", s.minutes, s.content, s.place, s.state, s.team_id as "teamId"
    from volunteer_services s where s.district = any(${districts}::int[]) and s.volunteer_id = ${self?.id ?? -1} order by s.served_on desc, s.id desc limit ${most + 1}`.execute(
    db,
  );
  const { shown, hasMore } = cutAt(rows, most);
  const teams = await namesOfTeams(
    db,
    shown.map(({ teamId }) => teamId),
  );
  return {
    title: '志愿服务记录',
    why: WHY,
    keptFor: '作为服务证明的依据长期保存',
    columns: ['日期', '时长', '做了什么', '地点', '队伍', '情况'],
    rows: shown.map((row) => [row.servedOn, durationInWords(row.minutes), row.content, row.place, teams.get(row.teamId) ?? null, SERVICE_STATES[row.state]]),
    hasMore,
  };
}
