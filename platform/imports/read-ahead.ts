/**
 * Lets a source work on what comes next while its reader is busy with what came before.
 * @param ahead so many pieces are asked for beyond the one handed out
 */
export async function* readAhead<T>(source: AsyncGenerator<T, void, undefined>, ahead: number): AsyncGenerator<T, void, undefined> {
  const asked: Promise<IteratorResult<T, void>>[] = [];
  const ask = () => {
    const piece = source.next();
    // told where it is waited for
    piece.catch(() => undefined);
    asked.push(piece);
  };
  try {
    for (let count = 0; count <= ahead; count += 1) ask();
    for (let piece = asked.shift(); piece; piece = asked.shift()) {
      const { done, value } = await piece;
      if (done) return;
      ask();
      yield value;
    }
  } finally {
    await source.return();
  }
}
