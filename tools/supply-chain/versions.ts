/** Semantic versions as npm orders them; build marks do not count. */
interface Version {
  numbers: readonly number[];
  prerelease: readonly string[];
}

function read(text: string): Version {
  const [core = '', ...rest] = (text.replace(/^v/, '').split('+')[0] ?? '').split('-');
  const prerelease = rest.join('-');
  return { numbers: core.split('.').map(Number), prerelease: prerelease === '' ? [] : prerelease.split('.') };
}

function comparePart(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? -1 : 1;
  const [isNumber, otherIsNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && otherIsNumber) return Math.sign(Number(one) - Number(other));
  if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
  return one === other ? 0 : one < other ? -1 : 1;
}

/** @returns negative when `one` comes before `other` */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [read(one), read(other)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (first.numbers[index] ?? 0) - (second.numbers[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  if (first.prerelease.length === 0 || second.prerelease.length === 0) return Math.sign(second.prerelease.length - first.prerelease.length);
  for (let index = 0; index < Math.max(first.prerelease.length, second.prerelease.length); index += 1) {
    const difference = comparePart(first.prerelease[index], second.prerelease[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}
