import type { Route } from '#shared/route.ts';
import { takesIdempotencyKey } from '#shared/route.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const KEY_LENGTH = 32;

/** Unguessable; `crypto.randomUUID` is missing on plain addresses of an office network. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(KEY_LENGTH)), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** Keys of submissions whose outcome is unknown: the connection broke, or the server was not able to say. */
const unanswered = new Map<string, string>();

/** What makes two submissions the same: address, content, and the file by name, size and date. */
function contentOf(address: string, route: Route, body: unknown, file: File | undefined): string {
  return JSON.stringify([route.method, address, body, file && [file.name, file.size, file.lastModified]]);
}

export interface Submission {
  key: string;
  /** Call it when the server has said yes or no; without it, sending the same again uses the same key. */
  answered(): void;
}

/** One key per submission; pressing the button again after a broken connection sends the same, so that nothing is done twice. */
export function submissionOf(address: string, route: Route, body: unknown, file: File | undefined): Submission | undefined {
  if (!takesIdempotencyKey(route)) return undefined;
  const content = contentOf(address, route, body, file);
  const key = unanswered.get(content) ?? newKey();
  unanswered.set(content, key);
  return { key, answered: () => void unanswered.delete(content) };
}
