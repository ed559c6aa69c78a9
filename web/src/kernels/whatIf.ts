/** The stances that a what-if takes as certain. */

/** Stances from −1 to 1 by person. */
export type Pins = Record<string, number>

export function withPin(pins: Pins, person: string, value: number): Pins {
  return { ...pins, [person]: value }
}

/** The pins as they are asked, in an order that does not depend on which came first. */
export function pinnedStances(pins: Pins): { person: string; value: number }[] {
  return Object.keys(pins)
    .sort()
    .map((person) => ({ person, value: pins[person] ?? 0 }))
}
