/**
 * Runs `work` over the items, at most `limit` at once, results in the items' order.
 * The first failure rejects; work under way is not interrupted, but nothing new starts.
 */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      signal?.throwIfAborted();
      const index = next;
      next += 1;
      results[index] = await work(items[index] as T, index);
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, lane),
  );
  return results;
}

/**
 * Works on items ahead of whoever takes the results, at most `depth` of them at once; results in
 * the items' order. A failure is thrown in its turn.
 */
export async function* mapAhead<T, R>(
  items: AsyncIterable<T>,
  depth: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const line: Promise<R>[] = [];
  const next = (): Promise<R> => line.shift() as Promise<R>;
  for await (const item of items) {
    const result = work(item);
    // Heard when its turn comes; until then it is not a failure nobody cares for.
    result.catch(() => undefined);
    line.push(result);
    if (line.length >= depth) yield await next();
  }
  while (line.length > 0) yield await next();
}
