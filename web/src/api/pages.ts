/** Follows opaque cursors until a list is whole. */

interface ListPage<Item> {
  items: Item[]
  next_cursor?: string | null
}

/** Every item of a paged list, in the server's order. */
export async function everyItem<Item>(
  page: (cursor: string | undefined) => Promise<ListPage<Item>>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const answer = await page(cursor)
    items.push(...answer.items)
    cursor = answer.next_cursor ?? undefined
  } while (cursor)
  return items
}
