/** The way of an article from the first word to the last, as a closed table: what is not a row cannot happen. */
export const ARTICLE_STATES = { draft: '草稿', inReview: '待审核', published: '已发布', withdrawn: '已撤下' } as const;
export type ArticleState = keyof typeof ARTICLE_STATES;
export const ARTICLE_STATE_IDS = Object.keys(ARTICLE_STATES) as [ArticleState, ...ArticleState[]];

export const ARTICLE_ACTIONS = {
  submit: '提交审核',
  recall: '收回修改',
  return: '退回修改',
  publish: '审核通过，发布',
  revise: '修改后重发',
  withdraw: '撤下',
  reopen: '重新起草',
} as const;
export type ArticleAction = keyof typeof ARTICLE_ACTIONS;
export const ARTICLE_ACTION_IDS = Object.keys(ARTICLE_ACTIONS) as [ArticleAction, ...ArticleAction[]];

/** What the history says of an article, its beginning included. */
export const ARTICLE_STEPS = { begin: '起草', ...ARTICLE_ACTIONS } as const;
export type ArticleStep = keyof typeof ARTICLE_STEPS;

export interface ArticleTransition {
  action: ArticleAction;
  from: ArticleState;
  to: ArticleState;
  /** the verb that it takes */
  verb: 'publicity.write' | 'publicity.review';
  /** `own`: only the office that speaks; `above`: an office above it, too */
  office: 'own' | 'above';
  /** a sentence of why has to come with it */
  needsReason?: true;
  /** everything that the kind asks for is there */
  needsComplete?: true;
  /** not by one who wrote it, where the office has a second person to review it */
  needsSecondPerson?: true;
}

const WRITE = { verb: 'publicity.write', office: 'own' } as const;
const REVIEW = { verb: 'publicity.review', office: 'own' } as const;

/** An office above may take down what an office below has said, and nothing else. */
const TAKE_DOWN = { action: 'withdraw', to: 'withdrawn', verb: 'publicity.review', office: 'above', needsReason: true } as const;

export const ARTICLE_TRANSITIONS: readonly ArticleTransition[] = [
  { action: 'submit', from: 'draft', to: 'inReview', ...WRITE, needsComplete: true },
  { action: 'recall', from: 'inReview', to: 'draft', ...WRITE },
  { action: 'return', from: 'inReview', to: 'draft', ...REVIEW, needsReason: true },
  { action: 'publish', from: 'inReview', to: 'published', ...REVIEW, needsComplete: true, needsSecondPerson: true },
  { action: 'revise', from: 'published', to: 'draft', ...WRITE },
  { ...TAKE_DOWN, from: 'draft' },
  { ...TAKE_DOWN, from: 'inReview' },
  { ...TAKE_DOWN, from: 'published' },
  { action: 'reopen', from: 'withdrawn', to: 'draft', ...WRITE },
];

export function transitionOf(state: ArticleState, action: ArticleAction): ArticleTransition | undefined {
  return ARTICLE_TRANSITIONS.find((row) => row.from === state && row.action === action);
}
