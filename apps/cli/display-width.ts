/** Columns a text takes on a terminal: Chinese characters take two. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}
