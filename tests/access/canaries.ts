/** People who do not exist, with numbers that pass every check: found anywhere in clear, they show a leak. */
import { idCheckCharacter } from '#shared/codes/id-number.ts';

export interface Person {
  idNumber: string;
  phone: string;
}

/** The same number gives the same person. */
export function canaryPerson(number: number): Person {
  const first = `110101${1960 + (number % 40)}0${1 + (number % 9)}1${number % 10}${String(100 + number).padStart(3, '0')}`;
  return { idNumber: first + idCheckCharacter(first), phone: `139${String(71_000_000 + number * 97)}` };
}

/** Numbers of these people that stand in a text in clear. */
export function canariesIn(text: string, people: readonly Person[]): string[] {
  return people.flatMap(({ idNumber, phone }) => [idNumber, phone]).filter((number) => text.includes(number));
}

/** Everything in the tests' registers is named after the place it belongs to. */
export function markOf(code: string): string {
  return `标记${code}`;
}

/** Codes of the places whose things a text names. */
export function marksIn(text: string): string[] {
  return [...new Set([...text.matchAll(/标记(\d{12})/g)].map((match) => match[1] ?? ''))];
}
