/**
 * Route tables: one declaration per operation gives path, rights, schemas, OpenAPI and the typed client of the screens.
 * Browser-safe. The server binds every row in `modules/<m>/server/index.ts`; an unbound row does not compile.
 */
import type { z } from 'zod';

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a request costs and risks; `platform/limits` says how many of each an account and an address may send. */
export type RequestClass = 'read' | 'search' | 'write' | 'export' | 'import' | 'reveal' | 'check' | 'object' | 'enclose' | 'signIn';

export interface Route {
  method: RouteMethod;
  /** fastify style, `/api/v1/divisions/:code` */
  path: string;
  /** a verb of the catalogue, `session` (anyone signed in) or `public` */
  permission: string;
  /** one Chinese sentence for the API document */
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** schema of the JSON answer, or `file` for a download */
  response: z.ZodType | 'file';
  /** a multipart request with one file */
  upload?: boolean;
  /** sent twice it does no more than once, or it only reads or reveals: no idempotency key is kept for it */
  repeatable?: true;
  /** a reading that may be some seconds old for everybody but its author: a read replica may answer it */
  mayLag?: true;
  /**
   * a list, search or total that leaves nothing behind: for who sees several counties a copy that gathers their shards may answer it
   * (ADR 0160). What writes besides (an export its entry in the trail), or looks at the primary itself, reads from `platform.gathered` what lies there.
   */
  gathers?: true | 'besideWriting';
  /** a reading that leaves nothing behind, no entry in the trail either: it may begin while its session is looked up (ADR 0141) */
  readsOnly?: true;
  /** by `requestClassOf` unless said; `signIn` for what has the limits of sign-in */
  requestClass?: RequestClass;
}

/** The class of an operation: declared, or an upload, a download, a reading, a change. */
export function requestClassOf(route: Route): RequestClass {
  if (route.requestClass) return route.requestClass;
  if (route.upload) return 'import';
  if (route.response === 'file') return 'export';
  return route.method === 'GET' ? 'read' : 'write';
}

/** Whether an operation may be carried out and thrown away. What a replica may answer cannot leave anything behind either. */
export function onlyReads({ readsOnly, mayLag }: Route): boolean {
  return readsOnly === true || mayLag === true;
}

/** Whether an operation takes an idempotency key: everything that changes something for somebody signed in. */
export function takesIdempotencyKey(route: Route): boolean {
  return route.method !== 'GET' && route.permission !== 'public' && route.response !== 'file' && !route.repeatable;
}

/** Keeps the literal types of one route. */
export function defineRoute<const T extends Route>(route: T): T {
  return route;
}

type ParsedPart<T, K extends string> = T extends Record<K, infer S> ? (S extends z.ZodType ? z.output<S> : undefined) : undefined;
/** What a handler receives, after validation. */
export interface RouteInput<T extends Route> {
  params: ParsedPart<T, 'params'>;
  query: ParsedPart<T, 'query'>;
  body: ParsedPart<T, 'body'>;
  /** the uploaded file of an `upload` route */
  file?: { name: string; bytes: Uint8Array };
}
/** A download. */
export interface FileReply {
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}
/** A download that is read piece by piece, of which parts can be asked for. */
export interface ContentReply {
  fileName: string;
  contentType: string;
  content: FileContent;
  /** a browser may show it in the page; others are saved only */
  isShown: boolean;
}
/** Content that is not held in memory. */
export interface FileContent {
  size: number;
  /** bytes `from`..`to` (exclusive) */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}
export type RouteOutput<T extends Route> = T['response'] extends z.ZodType ? z.input<T['response']> : FileReply | ContentReply;
