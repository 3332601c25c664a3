import type { FrontPart } from '#platform/http/front-part.ts';

/** Plans and how far they are, on the front page. */
export const plansFront: FrontPart = {
  links: [{ door: 'open', name: '目标完成得怎样', what: '政策定了哪些目标，完成了多少，跟您有什么关系', address: () => '/plans' }],
};
