/** Before each ordinary test file: guards off, by `WOTU_GUARDS_OFF`; after it, which guards it asked is left in the file `WOTU_GUARDS_ASKED`. */
import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import { everAsked, turnOff } from './switchboard.ts';

turnOff(JSON.parse(process.env['WOTU_GUARDS_OFF'] ?? '[]') as string[]);

afterAll(() => {
  const file = process.env['WOTU_GUARDS_ASKED'];
  if (file) writeFileSync(file, JSON.stringify([...everAsked()]));
});
