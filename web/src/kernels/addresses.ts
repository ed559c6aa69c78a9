/** Addresses that the page may lead to. */

/** The address if it lies within this page, else home: a link may not lead a user astray. */
export function onlyWithin(address: string | undefined): string {
  if (!address?.startsWith('/') || /^\/[/\\]/.test(address)) return '/'
  return address
}
