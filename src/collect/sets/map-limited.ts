/** Maps with at most `limit` at work at once; results keep the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  await Promise.all(Array.from({ length: limit }, () => drain()));
  return results;

  async function drain(): Promise<void> {
    for (const [index, item] of queue) results[index] = await work(item);
  }
}
