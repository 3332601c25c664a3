/** The typed client of every screen: a row of a module's route table is all it needs. */
import type { z } from 'zod';
import type { Route } from '#shared/route.ts';
import { CONNECTION_LOST, Problem, problemOf } from './problem.ts';
import { submissionOf } from './submission-keys.ts';

type Input<S> = NonNullable<S> extends z.ZodType ? z.input<NonNullable<S>> : unknown;
/** A part is left out when the route has none, and may be when all of it is optional. */
type Part<K extends string, S> =
  unknown extends Input<S> ? { [key in K]?: undefined } : object extends Input<S> ? { [key in K]?: Input<S> } : { [key in K]: Input<S> };

export type CallInput<T extends Route> = Part<'params', T['params']> & Part<'query', T['query']> & Part<'body', T['body']> & { file?: File };
export type Answer<T extends Route> = T['response'] extends z.ZodType ? z.output<T['response']> : Blob;

/** The same without the route's own types, for building the request. */
export interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: File;
}

/** Address of a call, with parameters filled in. Absent query values are left out. */
export function addressOf(route: Route, input: LooseInput): string {
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(input.params?.[name] ?? '')));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

function requestOf(route: Route, input: LooseInput, signal: AbortSignal | undefined, key: string | undefined): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'x-wotu-request': 'console' };
  const request: RequestInit = { method: route.method, headers, credentials: 'same-origin' };
  if (signal) request.signal = signal;
  if (input.file) {
    const form = new FormData();
    form.append('file', input.file);
    request.body = form;
  } else if (input.body !== undefined) {
    headers['content-type'] = 'application/json';
    request.body = JSON.stringify(input.body);
  }
  if (key !== undefined) headers['idempotency-key'] = key;
  return request;
}

/** The server could not say whether it was done: asking again with the same key is safe. */
const UNDECIDED = [409, 502, 503, 504];

async function send(route: Route, input: LooseInput, signal?: AbortSignal): Promise<Response> {
  const address = addressOf(route, input);
  const submission = submissionOf(address, route, input.body, input.file);
  const response = await fetch(address, requestOf(route, input, signal, submission?.key)).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem({ status: 0, code: 'CONNECTION_LOST', message: CONNECTION_LOST });
  });
  if (!UNDECIDED.includes(response.status)) submission?.answered();
  if (!response.ok) throw await problemOf(response);
  return response;
}

/**
 * Calls one operation. The server has checked the answer against the route's schema already.
 * @throws Problem with the server's Chinese sentence
 */
export async function call<T extends Route>(route: T, input: CallInput<T>, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await send(route, input as LooseInput, signal);
  if (response.status === 204) return undefined as Answer<T>;
  return (await (route.response === 'file' ? response.blob() : response.json())) as Answer<T>;
}

/** Fetches a file and hands it to the browser's downloads under the server's name. @throws Problem */
export async function download<T extends Route>(route: T, input: CallInput<T>): Promise<void> {
  const response = await send(route, input as LooseInput);
  const name = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveFile(await response.blob(), name ? decodeURIComponent(name) : 'download');
}

/** Hands bytes to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
