/** Guards that the mutation run leaves alone, each with the reason. */
export interface NotAsked {
  path: RegExp;
  source: RegExp;
  reason: string;
}

export const NOT_ASKED: readonly NotAsked[] = [
  {
    path: /^platform\/registers\/read-referred-names\.ts$/,
    source: /inRange/,
    reason: 'what has no name of its own lies where the record lies that it names, so that nothing else can be asked for',
  },
  {
    path: /^platform\/registers\/resolve-references\.ts$/,
    source: /inRange/,
    reason: 'asked a second time under the lock, about what was found in range: only a move between the two would show it',
  },
];
