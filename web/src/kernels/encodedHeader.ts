/** Texts of any language in headers of answers (RFC 8187). */

/** The text behind `UTF-8''`; blank when there is none, or it is broken. */
export function textOf(header: string | null | undefined): string {
  const encoded = /^UTF-8'[^']*'(\S*)$/i.exec(header?.trim() ?? '')?.[1]
  try {
    return decodeURIComponent(encoded ?? '')
  } catch {
    return ''
  }
}

/** The name that a `Content-Disposition` gives a file; blank when it gives none. */
export function fileNameOf(disposition: string | null | undefined): string {
  return textOf(/filename\*=([^;]+)/i.exec(disposition ?? '')?.[1])
}
