/** Texts of others inside our sentences: none of them turns the direction of what stands around it. */

/** Letters and marks that are written from right to left, or that turn the direction. */
const turning =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

const beginIsolate = '\u2068'
const endIsolate = '\u2069'

/** The text as it may stand inside a sentence: set apart when it could turn what follows, else as it is. */
export function isolated(text: string): string {
  if (!turning.test(text)) return text
  // An end of its own would let the rest out.
  return beginIsolate + text.replaceAll(endIsolate, '') + endIsolate
}
