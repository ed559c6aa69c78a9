/** Moments as people read them. */

/** A moment in the reader's language and time zone: day and minute. */
export function momentText(moment: string | number, language: string): string {
  // The server may count in microseconds since 1970.
  const date = typeof moment === 'number' ? new Date(moment / 1000) : new Date(moment)
  if (Number.isNaN(date.getTime())) return String(moment)
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}
