/** Guards that the mutation run treats apart, each with the reason. */
export interface Apart {
  path: RegExp;
  source: RegExp;
  reason: string;
  /** a second guard refuses the same: both are turned off together. Without one the guard is left alone */
  together?: { path: RegExp; source: RegExp };
}

export const APART: readonly Apart[] = [
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
