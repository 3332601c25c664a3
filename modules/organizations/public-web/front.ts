import type { FrontPart } from '#platform/http/front-part.ts';

/** The directory on the front page. */
export const groupsFront: FrontPart = {
  links: [
    {
      door: 'find',
      name: '找组织',
      what: '身边的合唱队、互助社、志愿服务队：做什么，在哪里',
      address: (place) => (place ? `/groups?place=${place.code}` : '/groups'),
    },
  ],
};
