/** What a module offers to a person who has signed in: pages below `/my`, a section of the first page, and things to begin. */
import type { html } from 'hono/html';
import type { Context } from '../context.ts';
import type { PersonDoor, PersonHat } from './person-door.ts';

/** Something the person may begin, always shown: one link with one sentence on what is behind it. */
export interface PersonLink {
  href: string;
  text: string;
  what: string;
}

/** Who looks at the own first page. */
export interface PersonAtHome {
  /** acts as the person */
  context: Context;
  hats: readonly PersonHat[];
  /** key of the home community, once the person has registered as a resident */
  home: number | undefined;
}

/** A few lines that are true now, each with the way on. Headings inside begin at `h3`. */
export interface PersonSection {
  content: ReturnType<typeof html>;
  /** whether something waits for the person: such sections come first */
  isTheirTurn: boolean;
}

export interface PersonPart {
  /** heading of the section, as the person would call it */
  title: string;
  links: readonly PersonLink[];
  /** @returns undefined when there is nothing of the person: then no heading is shown, only the links */
  section(person: PersonAtHome): Promise<PersonSection | undefined>;
  registerPages(door: PersonDoor): void;
}
