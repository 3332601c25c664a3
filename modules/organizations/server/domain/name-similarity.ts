/** Are two names likely two spellings of one? Words that every group bears, and the name of their place, say nothing and are left out. */

const COMMON = /(社区|居委会|村委会|街道|协会|联合会|志愿者?|服务队?|互助会?|小组|队伍|队|社|会|组|团|站|中心)/g;
const MARKS = /[\s()（）“”"'·.\-—_、，,]/g;
const NUMBERS = /[一二三四五六七八九十\d]+/g;
const SIMILAR = 0.75;
/** What comes after a place's own name: 翠洲社区居民委员会, 翠洲社区, 翠洲. */
const KIND_OF_PLACE = /(社区|村)?(居民委员会|村民委员会|居委会|村委会)$|(社区|村|街道|镇|乡)$/;
const AFTER_PLACE = /^(社区|村|街道|镇|乡)?(居民委员会|村民委员会|居委会|村委会)?/;

function withoutPlace(name: string, place: string): string {
  const own = place.replace(KIND_OF_PLACE, '');
  if (own.length < 2 || !name.startsWith(own)) return name;
  const rest = name.slice(own.length).replace(AFTER_PLACE, '');
  return rest.length >= 2 ? rest : name;
}

function coreOf(name: string, place: string): string {
  const plain = withoutPlace(name.replace(MARKS, ''), place);
  const core = plain.replace(COMMON, '');
  return core.length >= 2 ? core : plain;
}

/** Fewest single changes that turn one text into the other. */
export function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current[column] = Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/**
 * `第一互助组` and `第二互助组` differ by their number alone and are two.
 * @param place the name of the place where both are at home
 */
export function areSimilarNames(one: string, other: string, place: string): boolean {
  const numbers = (name: string) => (name.match(NUMBERS) ?? []).join('/');
  if (numbers(one) !== numbers(other)) return false;
  const [a, b] = [coreOf(one, place), coreOf(other, place)];
  if (a === b || (Math.min(a.length, b.length) >= 2 && (a.includes(b) || b.includes(a)))) return true;
  const longest = Math.max(a.length, b.length);
  return longest >= 4 && 1 - editDistance(a, b) / longest >= SIMILAR;
}
