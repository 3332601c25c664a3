import { expect, it } from 'vitest';
import type { LiveSession } from './authenticator.ts';
import { createSessionMemory } from './session-memory.ts';

const NOON = new Date('2023-11-20T04:00:00.000Z');
const until = new Date(NOON.getTime() + 1000);
const session = { account: { id: 1, passwordHash: '$argon2id$…' } } as unknown as LiveSession;
const kept = (content: string) => ({ content, session, until });

it('keeps so many, the latest', () => {
  const memory = createSessionMemory(3);
  for (const digest of ['a', 'b', 'c', 'a', 'd']) memory.keep(digest, kept(digest), NOON);
  expect(['a', 'b', 'c', 'd'].filter((digest) => memory.find(digest, NOON))).toEqual(['a', 'c', 'd']);
});

it('keeps each for its time, and nothing that only signing in needs', () => {
  const memory = createSessionMemory();
  memory.keep('a', kept('x'), NOON);
  expect(memory.find('a', NOON)).toMatchObject({ content: 'x', session: { account: { passwordHash: null } } });
  expect(memory.find('a', until)).toBeUndefined();
  expect(memory.find('a', NOON)).toBeUndefined();
});

it('gives back the memory of those who are gone when somebody else comes', () => {
  const memory = createSessionMemory();
  for (const digest of ['a', 'b']) memory.keep(digest, kept(digest), NOON);
  memory.keep('c', { ...kept('c'), until: new Date(until.getTime() + 1) }, until);
  // asked as of a time when all three were still good
  expect(['a', 'b', 'c'].filter((digest) => memory.find(digest, NOON))).toEqual(['c']);
});

it('forgets', () => {
  const memory = createSessionMemory();
  memory.keep('a', kept('x'), NOON);
  memory.forget('a');
  expect(memory.find('a', NOON)).toBeUndefined();
});
