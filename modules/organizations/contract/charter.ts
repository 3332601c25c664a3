/**
 * A simple charter from the model outline (dossier 4.6; PDS-D48, HN-D30, GZ-D57), and what a charter must say. The wording is ours:
 * the ministry's model text 民办函〔2021〕57号 is not among the sources. Browser-safe.
 */

export interface CharterFacts {
  name: string;
  place: string;
  category: string;
  purpose: string;
  scopes: readonly string[];
  venue: string;
  /** who files or registers it, or guides it */
  authority: string;
  memberCount: number;
  /** leaders serve so many years */
  termYears: number;
}

interface Article {
  chapter: string;
  /** found again in any wording */
  told: RegExp;
  title: string;
  text: (facts: CharterFacts) => string;
  /** other wordings that a group may decide for */
  choices?: readonly { label: string; text: (facts: CharterFacts) => string }[];
}

const OUTLINE: readonly Article[] = [
  { chapter: '总则', title: '名称', told: /名称/, text: ({ name }) => `本组织的名称是${name}。` },
  {
    chapter: '总则',
    title: '性质',
    told: /性质|非营利|不以营利/,
    text: ({ place, category }) => `本组织是由${place}居民自愿组成、不以营利为目的的${category}社区社会组织。`,
  },
  {
    chapter: '总则',
    title: '宗旨',
    told: /宗旨/,
    text: ({ purpose }) => `本组织的宗旨是：${purpose}。遵守宪法、法律、法规和国家政策，遵守社会道德风尚。`,
  },
  {
    chapter: '总则',
    title: '党的领导和社会主义核心价值观',
    told: /(党的领导|党建|党组织)[\s\S]*核心价值观|核心价值观[\s\S]*(党的领导|党建|党组织)/,
    text: () => '本组织坚持中国共产党的领导，践行社会主义核心价值观，接受社区党组织的领导，支持党组织开展工作，有三名以上正式党员的依规建立党组织。',
  },
  { chapter: '总则', title: '指导和管理', told: /指导|管理(单位|机关)|监督/, text: ({ authority }) => `本组织接受${authority}的指导、管理和监督。` },
  { chapter: '总则', title: '住所', told: /住所|地址|场所/, text: ({ venue }) => `本组织的活动场所设在${venue}。` },
  { chapter: '业务范围', title: '业务范围', told: /业务范围/, text: ({ scopes }) => `本组织的业务范围是：${scopes.join('；')}。` },
  {
    chapter: '成员',
    title: '成员条件',
    told: /(成员|会员)[\s\S]{0,20}(条件|加入|申请)/,
    text: ({ place }) => `拥护本章程，自愿加入，居住或者工作在${place}的居民和单位，经本人申请、负责人同意，成为本组织成员。`,
    choices: [
      {
        label: '只收个人',
        text: ({ place }) => `拥护本章程，自愿加入，居住或者工作在${place}的居民，经本人申请、负责人同意，成为本组织成员。`,
      },
      {
        label: '由成员大会决定',
        text: ({ place }) => `拥护本章程，自愿加入，居住或者工作在${place}的居民和单位，经本人申请、成员大会通过，成为本组织成员。`,
      },
    ],
  },
  {
    chapter: '成员',
    title: '成员的权利和义务',
    told: /权[\s\S]*义务/,
    text: () => '成员享有选举权、被选举权和表决权，有参加活动、提出建议、监督工作和自由退出的权利；有遵守章程、执行决议、维护本组织声誉的义务。',
  },
  {
    chapter: '组织机构',
    title: '成员大会',
    told: /(成员|会员)(代表)?大会|议事/,
    text: () =>
      '成员大会是本组织的最高权力机构，每年至少召开一次，须有三分之二以上成员出席，决议须经到会成员过半数通过；修改章程、决定终止须经三分之二以上通过。',
    choices: [
      {
        label: '每半年开一次',
        text: () =>
          '成员大会是本组织的最高权力机构，每半年至少召开一次，须有三分之二以上成员出席，决议须经到会成员过半数通过；修改章程、决定终止须经三分之二以上通过。',
      },
      {
        label: '设成员代表大会',
        text: () =>
          '成员代表大会是本组织的最高权力机构，代表由成员选举产生，每年至少召开一次，须有三分之二以上代表出席，决议须经到会代表过半数通过；修改章程、决定终止须经三分之二以上通过。',
      },
    ],
  },
  {
    chapter: '组织机构',
    title: '负责人的产生和罢免',
    told: /负责人[\s\S]{0,40}(选举|产生|罢免|任期)/,
    text: ({ termYears }) => `负责人由成员大会民主选举产生，任期${termYears}年，可以连选连任；不称职的，由成员大会罢免。负责人会议每半年至少召开一次。`,
    choices: [
      {
        label: '连任不超过两届',
        text: ({ termYears }) => `负责人由成员大会民主选举产生，任期${termYears}年，连任不超过两届；不称职的，由成员大会罢免。负责人会议每半年至少召开一次。`,
      },
    ],
  },
  {
    chapter: '活动管理',
    title: '活动制度',
    told: /活动[\s\S]{0,30}(制度|管理|安全|报告)/,
    text: () => '开展活动应当符合业务范围，注意安全，做好记录；举办重大活动的，事先向指导管理单位报告。',
  },
  {
    chapter: '资金',
    title: '资金来源和使用',
    told: /(资金|经费)[\s\S]*(来源|使用)/,
    text: () => '资金来源于成员自愿缴纳、捐赠、资助、政府支持和合法的服务收入，用于章程规定的业务，不得在成员中分配；收支账目每年向成员公布，接受监督。',
    choices: [
      {
        label: '不收成员的钱',
        text: () =>
          '本组织不向成员收取费用，资金来源于捐赠、资助、政府支持和合法的服务收入，用于章程规定的业务，不得在成员中分配；收支账目每年向成员公布，接受监督。',
      },
    ],
  },
  { chapter: '附则', title: '章程修改', told: /章程[\s\S]{0,20}修改|修改[\s\S]{0,20}章程/, text: () => '本章程的修改，经成员大会通过后，报指导管理单位备案。' },
  {
    chapter: '附则',
    title: '终止和剩余财产',
    told: /终止[\s\S]*剩余/,
    text: () => '本组织完成宗旨、自行解散或者由于其他原因需要终止的，由成员大会决议，清理债权债务；剩余财产用于与宗旨相近的公益事业，不在成员中分配。',
  },
];

/** Stands where something is still to be written. */
export const CHARTER_BLANK = '＿＿＿＿';

export function blanksIn(content: string): number {
  return content.split(CHARTER_BLANK).length - 1;
}

const NUMERALS = '〇一二三四五六七八九';

/** 1 → 一, 12 → 十二, 21 → 二十一. */
export function chineseNumeral(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${NUMERALS[tens]}十`;
  return `${ten}${ones === 0 && tens > 0 ? '' : NUMERALS[ones]}`;
}

export interface CharterArticle {
  chapter: string;
  text: string;
}

/** The articles of the outline, filled in. */
export function articlesFrom(facts: CharterFacts): CharterArticle[] {
  return OUTLINE.map(({ chapter, text }) => ({ chapter, text: text(facts) }));
}

/** With the article of the outline that is missing, where the outline has it: behind the last one before it that is there. */
export function withMissing(articles: readonly CharterArticle[], title: string, facts: CharterFacts): CharterArticle[] {
  const place = OUTLINE.findIndex((one) => one.title === title);
  const missing = OUTLINE[place];
  if (!missing) return [...articles];
  const before = new Set(OUTLINE.slice(0, place).map((one) => one.title));
  const behind = helpFor(articles, facts).findLastIndex((help) => help !== null && before.has(help.title));
  return [...articles].toSpliced(behind + 1, 0, { chapter: missing.chapter, text: missing.text(facts) });
}

/** The one text that is derived from the articles: chapter by chapter, articles numbered through. */
export function charterText(title: string, articles: readonly CharterArticle[]): string {
  const lines = [title];
  let chapters = 0;
  for (const [index, { chapter, text }] of articles.entries()) {
    if (index === 0 || chapter !== articles[index - 1]?.chapter) {
      chapters += 1;
      lines.push('', `第${chineseNumeral(chapters)}章　${chapter}`);
    }
    lines.push(`第${chineseNumeral(index + 1)}条　${text}`);
  }
  return lines.join('\n');
}

const CHAPTER = /^第[〇一二三四五六七八九十]+章[　 ]*(.*)$/;
const ARTICLE = /^第[〇一二三四五六七八九十]+条[　 ]*(.*)$/;

/** The articles of a text that is written so; undefined for any other, which stays one text. */
export function articlesOf(content: string): { title: string; articles: CharterArticle[] } | undefined {
  const [title = '', ...lines] = content.split('\n');
  const articles: CharterArticle[] = [];
  let chapter: string | undefined;
  for (const line of lines) {
    const [, named] = CHAPTER.exec(line) ?? [];
    const [, text] = ARTICLE.exec(line) ?? [];
    const last = articles.at(-1);
    if (named !== undefined) chapter = named;
    else if (text !== undefined && chapter !== undefined) articles.push({ chapter, text });
    else if (line.trim() === '') continue;
    // further lines of an article
    else if (last && last.chapter === chapter) last.text += `\n${line}`;
    else return undefined;
  }
  return articles.length === 0 ? undefined : { title, articles };
}

export interface Wording {
  label: string;
  text: string;
}

export interface OutlineHelp {
  title: string;
  wordings: Wording[];
}

function wordingsOf({ text, choices = [] }: Article, facts: CharterFacts): Wording[] {
  return [{ label: '提纲的写法', text: text(facts) }, ...choices.map((choice) => ({ label: choice.label, text: choice.text(facts) }))];
}

/** What each article is about, by the outline, with the wordings it offers; null where a group wrote something of its own. */
export function helpFor(articles: readonly CharterArticle[], facts: CharterFacts): (OutlineHelp | null)[] {
  const free = [...OUTLINE];
  return articles.map(({ chapter, text }) => {
    const own = free.filter((one) => one.chapter === chapter);
    const found = own.find((one) => wordingsOf(one, facts).some((wording) => wording.text === text)) ?? own.find(({ told }) => told.test(text));
    if (!found) return null;
    free.splice(free.indexOf(found), 1);
    return { title: found.title, wordings: wordingsOf(found, facts) };
  });
}

/** The whole text from the outline. */
export function assembleCharter(facts: CharterFacts): string {
  return charterText(`${facts.name}章程`, articlesFrom(facts));
}

export interface CharterGap {
  title: string;
  clause: string;
  /** the law of the place demands it; others are good to have */
  isDemanded: boolean;
}

const PARTY_ARTICLE = '党的领导和社会主义核心价值观';
const HAINAN = '46';

/** Whether it says what 海南 demands and others recommend (HN L41). */
export function saysPartyClause(content: string): boolean {
  return OUTLINE.some(({ title, told }) => title === PARTY_ARTICLE && told.test(content));
}

/** What a charter does not say. 海南 demands the party-building and core-values clause (HN L41, HN-D48). */
export function gapsOfCharter(content: string, division: string): CharterGap[] {
  const isHainan = division.startsWith(HAINAN);
  return OUTLINE.filter(({ told }) => !told.test(content)).map(({ title }) => {
    const isParty = title === PARTY_ARTICLE;
    return { title, clause: isParty ? 'HN L41' : 'GZ L87；PDS L67', isDemanded: isParty && isHainan };
  });
}
