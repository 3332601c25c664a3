import type { FrontPart } from '#platform/http/front-part.ts';

/** The way in from the front page. */
export const needsFront: FrontPart = {
  links: [
    { door: 'ask', name: '说需求', what: '缺什么、要人帮什么，说一声；办好以后由您评价', address: () => '/needs' },
    { door: 'ask', name: '查需求的进度', what: '凭编号和手机号，看办到哪一步', address: () => '/needs/follow' },
  ],
};
