/** Short forms of people's names. */

const han = /\p{Script=Han}/u

/** One or two letters that stand for a name: the family name of Chinese names, initials of others. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]
  if (!first) return '?'
  if (han.test(first)) return [...first][0] ?? '?'
  const last = words.length > 1 ? words[words.length - 1] : undefined
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
