/** The door of pages for people outside offices: who is there, and how a page is shown to them. Modules offer pages behind it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DisplayMode } from '#shared/display-mode.ts';
import type { Context } from '../context.ts';
import type { Typed } from './forms.ts';

/** As what a person comes: resident of a place, leader of an organization, volunteer … */
export interface PersonHat {
  hat: string;
  /** key of the community or township */
  div: number;
  organizationId: number | null;
}

/** One request of a person who has signed in. */
export interface PersonRequest {
  /** acts as the person, who may do what an applicant may with what is theirs */
  context: Context;
  request: FastifyRequest;
  reply: FastifyReply;
  /** what was typed into the form */
  typed: Typed;
  /** whether the page sends what is being typed, to be saved without going on */
  isSavingAsTyped: boolean;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  hats: readonly PersonHat[];
  /** key of the home community, once the person has registered as a resident */
  home: number | undefined;
  frame: { mode: DisplayMode; path: string; isSignedIn: true };
}

export type PersonHandler = (visit: PersonRequest) => Promise<FastifyReply>;

/** Binds pages below `/my`. Whoever is not signed in is shown the way in; refusals become pages. */
export interface PersonDoor {
  /** @param reads a page that writes besides, or shows what no copy holds, chooses itself what it reads elsewhere */
  get(path: string, handler: PersonHandler, reads?: 'asItChooses'): void;
  post(path: string, handler: PersonHandler): void;
}
