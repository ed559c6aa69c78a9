/** Calendar days as `YYYY-MM-DD` texts, which compare as they stand. */
import type { Span } from '../api/model'

/** The calendar day of this moment where the reader is. */
export function dayOf(moment: Date): string {
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`
}

/** The same day so many months later, kept inside its month. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/** Does the half-open span cover this day? */
export function covers(span: Span | undefined, day: string): boolean {
  if (!span) return true
  return (!span.from || span.from <= day) && (!span.until || day < span.until)
}

/** Whole days from `earlier` to `later`. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000)
}

/** A span as people read it: `2024-03-01 – 2026-03-01`, `2024-03-01 –`, or nothing when it is open at both ends. */
export function spanText(span: Span | undefined): string {
  if (!span || (!span.from && !span.until)) return ''
  return `${span.from ?? '…'} – ${span.until ?? ''}`.trim()
}

/** The day so many days later. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
