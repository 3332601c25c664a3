/** Word templates: those of offices, and the program's own wording where no office above has one. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { NoticeId } from '../contract/workflow.ts';
import { EDITION, linesOf, NATIONAL_TEMPLATES, noticeLabel } from './domain/national-templates.ts';
import { renderNationalTemplate } from './render-national-template.ts';
import { chainKeys } from './rule-store.ts';

export const PROGRAM_DIV = 0;

export interface TemplateVersion {
  div: number;
  kind: NoticeId;
  version: number;
  fileName: string;
  digest: string;
  lines: string[];
  reason: string;
  createdAt: Date;
  createdBy: string;
  createdByName: string;
}

export type TemplateName = Pick<TemplateVersion, 'div' | 'version' | 'lines'>;

export const TEMPLATE_COLUMNS =
  sql.raw(`v.div, v.kind, v.version, v.file_name as "fileName", v.digest, v.lines, v.reason, v.created_at as "createdAt", v.created_by as "createdBy",
  v.created_by_name as "createdByName"`);

/** The template that an authority's notices of a kind are made from: its own, else the nearest above, else the program's. */
export async function templateInForce(tx: Transaction, kind: NoticeId, authority: number): Promise<TemplateName> {
  const keys = chainKeys(authority).filter((key) => key !== PROGRAM_DIV);
  const { rows } = await sql<TemplateName>`
    select ${TEMPLATE_COLUMNS} from filing_templates t join filing_template_versions v on v.div = t.div and v.kind = t.kind and v.version = t.version
    where t.kind = ${kind} and t.div = any(${keys}::bigint[]) order by t.div desc limit 1`.execute(tx);
  return rows[0] ?? keepProgramTemplate(tx, kind);
}

/** The wording of this edition of the program: kept from the first notice on, so that a later edition changes no issued one. */
export async function keepProgramTemplate(tx: Transaction, kind: NoticeId): Promise<TemplateName> {
  const digest = createHash('sha256')
    .update(JSON.stringify([EDITION, NATIONAL_TEMPLATES[kind]]))
    .digest('hex');
  const find = () =>
    sql<TemplateName>`select ${TEMPLATE_COLUMNS} from filing_template_versions v where v.div = ${PROGRAM_DIV} and v.kind = ${kind} and v.digest = ${digest}`.execute(
      tx,
    );
  const known = (await find()).rows[0];
  if (known) return known;
  await sql`insert into filing_template_versions (div, kind, version, file_name, bytes, digest, lines, reason, created_at, created_by, created_by_name)
    select ${PROGRAM_DIV}, ${kind}, coalesce(max(version), 0) + 1, ${`${noticeLabel(kind)}.docx`}, ${Buffer.from(await renderNationalTemplate(kind))}, ${digest},
      ${linesOf(kind)}::text[], ${'程序自带的文本'}, now(), 'program', '平台' from filing_template_versions where div = ${PROGRAM_DIV} and kind = ${kind}
    on conflict do nothing`.execute(tx);
  const kept = (await find()).rows[0];
  if (!kept) throw new Error(`the template of ${kind} was not kept`);
  return kept;
}

/** The bytes of one version; undefined for what was never kept. */
export async function templateBytes(
  db: Database | Transaction,
  { div, kind, version }: Pick<TemplateVersion, 'div' | 'kind' | 'version'>,
): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{
    bytes: Buffer;
  }>`select bytes from filing_template_versions where div = ${div} and kind = ${kind} and version = ${version}`.execute(db);
  return rows[0]?.bytes;
}
