/** The door of pages for anybody: counts requests, knows how it is to be shown and the place somebody chose. Modules offer pages behind it. */
import type { FastifyReply } from 'fastify';
import type { DisplayMode } from '#shared/display-mode.ts';
import type { RequestClass } from '#shared/route.ts';
import type { Context } from '../context.ts';
import type { Typed } from './forms.ts';

/** One visit of somebody whom nobody asks for a name. */
export interface PublicVisit {
  /** acts as a stranger; records are read through `platform.portalDb` */
  context: Context;
  reply: FastifyReply;
  params: Readonly<Record<string, string>>;
  /** texts only, shortened to what a search needs, without signs that no database takes */
  asked: Readonly<Record<string, string | undefined>>;
  /** code of the place chosen last in this browser, as the browser says */
  place: string | undefined;
  /** keeps the place in the browser for a year */
  rememberPlace(code: string): void;
  frame: { mode: DisplayMode; path: string; isSignedIn: false };
}

export interface PublicDoor {
  /** @param onKept told of each visit that is answered with a page kept from a moment ago, without the handler */
  get(path: string, handler: (visit: PublicVisit) => Promise<FastifyReply>, onKept?: (context: Context, params: PublicVisit['params']) => void): void;
  /** a form sent by anybody, counted by its class */
  post(path: string, requestClass: RequestClass, handler: (visit: PublicVisit & { typed: Typed }) => Promise<FastifyReply>): void;
}
