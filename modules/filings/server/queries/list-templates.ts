import { sql } from 'kysely';
import type { z } from 'zod';
import { findDivisions } from '#modules/divisions/server/public.ts';
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import type { documentRoutes, NoticeTemplate } from '../../contract/document-routes.ts';
import { marksOf, NOTICE_MARKS } from '../../contract/notice-marks.ts';
import { NOTICES, type NoticeId, wordsOf } from '../../contract/workflow.ts';
import { organNameOf } from '../domain/issuing-organ.ts';
import { isCertificate } from '../domain/national-templates.ts';
import { chainKeys } from '../rule-store.ts';
import { PROGRAM_DIV, TEMPLATE_COLUMNS, type TemplateVersion } from '../template-store.ts';

export type TemplateList = z.input<typeof documentRoutes.templates.response>;

interface InForce {
  div: number;
  kind: NoticeId;
  version: number;
}

/** What the caller's office writes its notices with, and its own versions. */
export async function listTemplates(context: Context): Promise<TemplateList> {
  const { actor, platform } = context;
  requirePermission(actor, 'rules.read');
  const { db } = platform;
  const keys = chainKeys(actor.division).filter((key) => key !== PROGRAM_DIV);
  const inForce = await sql<InForce>`
    select div, kind, version from filing_templates where div = any(${keys}::bigint[]) and version is not null order by div`.execute(db);
  const own = await sql<TemplateVersion>`
    select ${TEMPLATE_COLUMNS} from filing_template_versions v where v.div = ${actor.division} and v.div <> ${PROGRAM_DIV} order by v.version desc`.execute(db);
  const organs = await organNames(db, [...inForce.rows.map(({ div }) => div), actor.division]);
  const templates = wordsOf(NOTICES).map((kind) => present(kind, actor.division, { inForce: inForce.rows, own: own.rows, organs }));
  return { organ: organs.get(actor.division) ?? '', mayEdit: can(actor, 'notice.manage'), templates };
}

async function organNames(db: Database, divs: readonly number[]): Promise<Map<number, string>> {
  const countyOf = (div: number) => div - (div % 1e6);
  const divisions = await findDivisions(db, [...divs, ...divs.map(countyOf)]);
  return new Map(
    divs.flatMap((div) => {
      const division = divisions.get(div);
      return division ? [[div, organNameOf(division, divisions.get(countyOf(div)))] as const] : [];
    }),
  );
}

function present(
  kind: NoticeId,
  division: number,
  { inForce, own, organs }: { inForce: readonly InForce[]; own: readonly TemplateVersion[]; organs: ReadonlyMap<number, string> },
): NoticeTemplate {
  const nearest = inForce.findLast((row) => row.kind === kind);
  const source = nearest === undefined ? 'program' : nearest.div === division ? 'own' : 'inherited';
  return {
    kind,
    kindName: NOTICES[kind].label,
    audience: NOTICES[kind].audience,
    isCertificate: isCertificate(kind),
    source,
    sourceName: nearest === undefined ? '平台自带' : (organs.get(nearest.div) ?? ''),
    version: nearest?.version ?? null,
    marks: marksOf(kind).map((mark) => ({ mark, meaning: NOTICE_MARKS[mark] })),
    versions: own
      .filter((version) => version.kind === kind)
      .map(({ version, fileName, reason, createdAt, createdByName }) => ({
        version,
        fileName,
        reason,
        createdAt: createdAt.toISOString(),
        createdBy: createdByName,
        isInForce: source === 'own' && nearest?.version === version,
      })),
  };
}
