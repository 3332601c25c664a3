import { CATEGORIES, type Category } from '../../contract/vocabulary.ts';
import { MATCH_RULES } from './match-rules.ts';

/** What the unmet needs of one kind say to whoever plans where to cultivate what. @param able organizations that could serve them */
export function adviceFor(category: Category, unmet: number, able: number): string | null {
  if (unmet === 0) return null;
  const what = MATCH_RULES[category].words.slice(0, 3).join('、');
  if (able === 0) return `没有能做“${CATEGORIES[category]}”的组织：建议培育一个（如${what}）`;
  if (unmet > able * MOST_PER_ORGANIZATION) return `${able} 个组织接不过来：建议再培育，或帮它们扩大队伍`;
  return `已有 ${able} 个组织能做：先看为什么没有接`;
}

const MOST_PER_ORGANIZATION = 3;
