import { html } from 'hono/html';
import type { Context } from '#platform/context.ts';
import type { PersonPart, PersonSection } from '#platform/http/person-part.ts';
import { type ActivityMeans, listOwnSignUps } from '../server/public.ts';
import { ownPanel } from './own-page.ts';
import { registerActivityPages } from './register-activity-pages.ts';

/** On a person's first page: what is coming, and what is on. */
export function activityPart(means: ActivityMeans): PersonPart {
  return {
    title: '我的活动',
    links: [
      { href: '/activities', text: '参加活动', what: '看近期的演出、讲座、志愿服务，用手机号报名' },
      { href: '/my/activities', text: '我的活动', what: '看报名、候补、签到；组织负责人在这里发布活动、看谁来、写小结' },
    ],
    section: ({ context }) => comingSection(context),
    registerPages: (door) => registerActivityPages(door, means),
  };
}

/** It is their turn while the door is open and they have not checked in. What was called off stays until its hour has passed, so that nobody goes. */
async function comingSection(context: Context): Promise<PersonSection | undefined> {
  const own = (await listOwnSignUps(context)).filter(({ endsAt, occasionState }) => occasionState !== 'held' && endsAt > context.now).toReversed();
  if (own.length === 0) return undefined;
  const isTheirTurn = own.some(({ isDoorOpen, checkedInAt, state }) => isDoorOpen && checkedInAt === null && state === 'confirmed');
  return { content: html`${own.map(ownPanel)}`, isTheirTurn };
}
