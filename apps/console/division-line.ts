const NATION = { code: '000000000000', name: '全国' };
const CITY_DIGITS = 4;

/**
 * Codes and names of the divisions above one, from the nation down, out of its code and its path of names. The path
 * leaves out the groupings 市辖区 and 县 of municipalities, which stand at the city's place in the code.
 */
export function ancestorsOf(code: string, path: readonly string[]): { code: string; name: string }[] {
  if (code === NATION.code) return [];
  const all = [2, CITY_DIGITS, 6, 9, 12].map((digits) => ({ digits, code: code.slice(0, digits).padEnd(12, '0') }));
  const line = all.filter((step, index) => all.findIndex((other) => other.code === step.code) === index);
  const shown = line.length === path.length ? line : line.filter(({ digits }) => digits !== CITY_DIGITS);
  if (shown.length !== path.length) return [NATION];
  return [NATION, ...shown.slice(0, -1).map((step, index) => ({ code: step.code, name: path[index] ?? '' }))];
}
