import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { CHINESE_CALENDAR, deadlineAfter } from '#engines/calendar/working-days.ts';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordIds } from '#platform/db/record-ids.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import type { ActionInput } from '../contract/application.ts';
import { NOTICES, type NoticeId } from '../contract/workflow.ts';
import type { StoredApplication } from './application-store.ts';
import { type Authority, formatOf, readAuthority } from './authority-store.ts';
import { issuerAt } from './bodies.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import { listOf, termOf } from './domain/filing-case.ts';
import { isCertificate } from './domain/national-templates.ts';
import { contentOf, fillLines, type NoticeContent, type NoticeFacts } from './domain/notice-content.ts';
import type { Rules } from './domain/resolve-rules.ts';
import { giveNumber } from './number-store.ts';
import { type TemplateName, templateInForce } from './template-store.ts';

export interface Issue {
  /** as it is after the step */
  application: StoredApplication;
  rules: Rules;
  /** as it was before the step */
  before: OrganizationStanding | undefined;
  input: ActionInput;
  clause: string;
  on: Day;
}

interface IssuedNotice {
  kind: NoticeId;
  documentNumber: string | null;
  template: TemplateName;
  content: NoticeContent;
  lines: string[] | null;
  checkCode: string | null;
  objectionsUntil: Day | null;
}

const EVERYWHERE = rangeOf(NATION_KEY, 'nation');
const RANDOM_BYTES = 12;

/** Hands out the notices of a step: each with its number, its template's version and what it says, as all of this is that day. */
export async function issueNotices(tx: Transaction, issue: Issue, kinds: readonly NoticeId[]): Promise<void> {
  if (kinds.length === 0) return;
  const { application } = issue;
  const issuer = await readAuthority(tx, issuerAt(application.div, application.procedure));
  const organization = application.organizationId === null ? undefined : await findOrganization(tx, application.organizationId, EVERYWHERE);
  const place = (await getDivisionPaths(tx, [application.div])).get(application.div)?.path.slice(1).join('') ?? '';
  const issued: IssuedNotice[] = [];
  for (const kind of kinds) issued.push(await draw(tx, issue, { kind, issuer, organization, place }));
  await insertNotices(tx, application, issuer, issued, issue.on);
}

async function draw(
  tx: Transaction,
  { application, rules, before, input, clause, on }: Issue,
  { kind, issuer, organization, place }: { kind: NoticeId; issuer: Authority; organization: OrganizationStanding | undefined; place: string },
): Promise<IssuedNotice> {
  const objectionsUntil = objectionsUntilOf(rules, kind, on);
  const facts: NoticeFacts = {
    ...application,
    form: masked(application.form),
    organization,
    before,
    input: masked(input),
    clause,
    organ: issuer.organ,
    place,
    today: on,
    objectionsUntil,
  };
  const content = contentOf(kind, facts);
  const numbered = {
    series: 'notice',
    format: formatOf(issuer, rules, 'notice'),
    subjectName: application.subjectName,
    organizationId: application.organizationId,
  } as const;
  const template = await templateInForce(tx, kind, issuer.div);
  const isCertified = isCertificate(kind);
  const certified = kind === 'registrationCertificate' ? organization?.creditCode : organization?.filingNumber;
  const documentNumber = isCertified ? (certified ?? null) : await giveNumber(tx, { ...numbered, authority: issuer, on });
  const full = documentNumber === null ? content : { ...content, 文号: documentNumber };
  return {
    kind,
    documentNumber,
    template,
    content: full,
    lines: NOTICES[kind].audience === 'public' ? fillLines(template.lines, full) : null,
    checkCode: isCertified ? checkCodeOf(randomBytes(RANDOM_BYTES)) : null,
    objectionsUntil,
  };
}

/** Free texts without the numbers of persons that somebody may have typed into them. */
function masked<T extends object>(texts: T): T {
  return JSON.parse(JSON.stringify(texts), (_key, value: unknown) => (typeof value === 'string' ? maskNumbersIn(value) : value)) as T;
}

function objectionsUntilOf(rules: Rules, kind: NoticeId, on: Day): Day | null {
  const term = termOf({ rules }, 'objectionTerm');
  return term && listOf({ rules }, 'objectionNotices').includes(kind) ? deadlineAfter(CHINESE_CALENDAR, on, term).day : null;
}

async function insertNotices(tx: Transaction, application: StoredApplication, issuer: Authority, notices: readonly IssuedNotice[], on: Day): Promise<void> {
  const ids = await nextRecordIds(tx, application.district, notices.length);
  for (const [index, notice] of notices.entries()) {
    const { audience } = NOTICES[notice.kind];
    await sql`insert into filing_notices (id, district, div, recorded_div, application_id, organization_id, kind, audience, subject_name, issued_on,
        document_number, template_div, template_version, content, lines, authority_div, organ, objections_until, check_code)
      values (${ids[index]}, ${application.district}, ${application.div}, ${application.recordedDiv}, ${application.id}, ${application.organizationId}, ${notice.kind}, ${audience},
        ${application.subjectName}, ${on}, ${notice.documentNumber}, ${notice.template.div}, ${notice.template.version}, ${JSON.stringify(notice.content)}::jsonb,
        ${notice.lines}::text[], ${issuer.div}, ${issuer.organ}, ${notice.objectionsUntil}, ${notice.checkCode})`.execute(tx);
  }
  const codes = notices.flatMap(({ checkCode }) => (checkCode === null ? [] : [checkCode]));
  await noteWhereabouts(
    tx,
    codes.map((key) => ({ kind: 'code', key, district: application.district })),
  );
}
