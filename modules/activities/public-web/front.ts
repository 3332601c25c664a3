import type { FrontPart } from '#platform/http/front-part.ts';
import { calendarAddress } from './addresses.ts';

/** The calendar on the front page. */
export const activitiesFront: FrontPart = {
  links: [
    {
      door: 'join',
      name: '参加活动',
      what: '近期的演出、讲座、志愿服务：什么时候，在哪里，还有没有名额',
      address: (place) => (place ? calendarAddress(place.key) : '/activities'),
    },
  ],
};
