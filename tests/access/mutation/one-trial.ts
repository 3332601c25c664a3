/** One trial in a process that makes many: guards off while one ordinary test file runs, and a note of which guards it asked. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeEach } from 'vitest';
import { askAnew, everAsked, turnOff } from './switchboard.ts';

export interface TrialNote {
  asked: string[];
  seconds: number;
}

/** Called by a test file before it loads the ordinary one. @param note the file to leave the note in */
export function beginTrial(off: readonly string[], note: string): void {
  turnOff(off);
  askAnew();
  const start = performance.now();
  let isNoticed = false;
  beforeEach(({ skip, onTestFailed }) => {
    // one failure says enough
    if (isNoticed) skip();
    onTestFailed(() => {
      isNoticed = true;
    });
  });
  afterAll(() => {
    const said: TrialNote = { asked: [...everAsked()], seconds: (performance.now() - start) / 1000 };
    writeFileSync(note, JSON.stringify(said));
    turnOff([]);
  });
}
