import type { ComponentType } from 'react';

/** A screen of a module, mounted by the console. Its code is fetched when it is first opened. */
export interface Screen {
  /** below `/console`, with `$name` for parameters */
  path: string;
  load: () => Promise<ComponentType>;
  /** fills the window without the console's frame (wall display) */
  bare?: boolean;
}
