declare module 'pg/lib/utils.js' {
  const utils: {
    /** A value as the driver sends it. */
    prepareValue(value: unknown): string | Buffer | null;
  };
  export = utils;
}
