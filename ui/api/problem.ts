import type { FieldProblem } from '#shared/errors.ts';

/** A refusal of the server (RFC 9457), or a failed connection. `message` is the Chinese sentence for people. */
export class Problem extends Error {
  /** 0 when no answer came */
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, string | number>;
  readonly fields: FieldProblem[];

  constructor(init: { status: number; code: string; message: string; details?: Record<string, string | number>; fields?: FieldProblem[] }) {
    super(init.message);
    this.name = 'Problem';
    this.status = init.status;
    this.code = init.code;
    this.details = init.details ?? {};
    this.fields = init.fields ?? [];
  }
}

export const CONNECTION_LOST = '连不上服务器，不知道操作是否已经生效。请检查网络后再提交一次，已填的内容还在，不会重复生效。';

interface ProblemDocument {
  title?: string;
  code?: string;
  details?: Record<string, string | number>;
  errors?: FieldProblem[];
}

const AWAY = '平台正在启动或维护，请过一分钟再试。刚才提交的可以再提交一次：已填的内容还在，不会重复生效。';

/** The proxy answers in the place of a server that is away, or before it (operations/nginx.conf). */
const SAID_BY_PROXY: Record<number, string> = {
  413: '文件太大。一份附件最多 20 MB，导入的表格最多 50 MB，请压缩或分成几份以后再传。',
  502: AWAY,
  503: AWAY,
  504: AWAY,
};

/** Reads the problem document of an answer that is none of success. */
export async function problemOf(response: Response): Promise<Problem> {
  const document: ProblemDocument = await response.json().catch(() => ({}));
  return new Problem({
    status: response.status,
    code: document.code ?? 'UNEXPECTED',
    message: document.title ?? SAID_BY_PROXY[response.status] ?? `服务器没有给出说明（${response.status}）。请稍后再试；如仍不行，请联系系统管理员。`,
    details: document.details,
    fields: document.errors,
  });
}

/** Whatever was thrown, as a sentence for people. */
export function messageOf(error: unknown): string {
  return error instanceof Problem ? error.message : '页面出现意外错误。请刷新后再试；如仍不行，请联系系统管理员。';
}

/** What a right, an address or the words typed stand in the way of. */
const SETTLED: readonly number[] = [403, 404, 410, 422];

/** False for a refusal: asked again the same way, the server gives the same answer. */
export function mayHelpToTryAgain(error: unknown): boolean {
  return !(error instanceof Problem && SETTLED.includes(error.status));
}
