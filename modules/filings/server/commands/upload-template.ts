import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { marksOf, type NoticeMark } from '../../contract/notice-marks.ts';
import { NOTICES, type NoticeId } from '../../contract/workflow.ts';
import { isCertificate } from '../domain/national-templates.ts';
import { lockTemplate, putInForce } from './use-template.ts';

const SHOWN_UNKNOWN = 10;
const MOST_LINES = 400;
const FILE_NAME_LENGTH = 100;

/**
 * Takes an office's own Word template for a kind of notice, from now on; notices issued before keep theirs. @returns the version
 * @throws what inspecting throws, TEMPLATE_UNKNOWN_MARKS, TEMPLATE_CODE_MISSING, TEMPLATE_SAME
 */
export async function uploadTemplate(context: Context, kind: NoticeId, file: { name: string; bytes: Uint8Array }): Promise<number> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'notice.manage');
  const lines = await inspect(kind, file);
  const digest = createHash('sha256').update(file.bytes).digest('hex');
  const fileName = file.name.split(/[\\/]/).at(-1)?.slice(0, FILE_NAME_LENGTH) ?? '';
  return inTransaction(platform.db, async (tx) => {
    const current = await lockTemplate(tx, actor.division, kind);
    if (current?.digest === digest) throw refuse(filingErrors.TEMPLATE_SAME);
    const { rows } = await sql<{ version: number }>`
      insert into filing_template_versions (div, kind, version, file_name, bytes, digest, lines, reason, created_at, created_by, created_by_name)
      select ${actor.division}, ${kind}, coalesce(max(version), 0) + 1, ${fileName}, ${Buffer.from(file.bytes)}, ${digest}, ${lines}::text[], ${'上传'}, ${now.toISOString()},
        ${actor.id}, ${actor.name} from filing_template_versions where div = ${actor.division} and kind = ${kind} returning version`.execute(tx);
    const version = rows[0]?.version ?? 0;
    await putInForce(tx, context, kind, version);
    await audit(tx, context, {
      action: 'noticeTemplate.uploaded',
      subject: { type: 'noticeTemplate', id: `${actor.division}/${kind}`, district: districtOf(actor.division) },
      details: { kind: NOTICES[kind].label, version, fileName, digest },
    });
    return version;
  });
}

/** The text line by line, marks left in. The libraries take long to load, and only uploads need them. */
async function inspect(kind: NoticeId, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<string[]> {
  const { inspectTemplate } = await import('#engines/documents/word-template/inspect-template.ts');
  const { readWord, textOf } = await import('#engines/documents/word-template/read-word.ts');
  const used = await inspectTemplate(bytes, name);
  const known: readonly string[] = marksOf(kind);
  const unknown = used.filter((mark) => !known.includes(mark));
  if (unknown.length > 0) {
    throw refuse(
      filingErrors.TEMPLATE_UNKNOWN_MARKS,
      {
        count: unknown.length,
        unknown: unknown
          .slice(0, SHOWN_UNKNOWN)
          .map((mark) => `{${mark.slice(0, 40)}}`)
          .join('、'),
        known: known.join('、'),
      },
      unknown.map((mark) => ({ path: mark.slice(0, 100), message: `没有“{${mark.slice(0, 40)}}”这个填写项。` })),
    );
  }
  const needed: NoticeMark[] = isCertificate(kind) ? ['核验码', '二维码'] : [];
  const missing = needed.filter((mark) => !used.includes(mark));
  if (missing.length > 0) throw refuse(filingErrors.TEMPLATE_CODE_MISSING, { missing: missing.map((mark) => `{${mark}}`).join('和') });
  return textOf((await readWord(bytes)).blocks)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !HEAD_LINES.test(line))
    .slice(0, MOST_LINES);
}

/** Mark, number, signature and date stand beside the text of an announcement's page, not in it. */
const HEAD_LINES = /^\{(发文机关|文号|成文日期)\}$/;
