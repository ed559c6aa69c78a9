/** A trend by month as shapes in a box: the band as an area, the mean as a line. */

export interface TrendPoint {
  on: string
  mean: number
  low: number
  high: number
}

export interface TrendShape {
  band: string
  line: string
  dots: { x: number; y: number; on: string; mean: number; low: number; high: number }[]
}

interface Frame {
  width: number
  height: number
  margin: number
}

/** Shapes for a chart of chances from 0 (at the bottom) to 1 (at the top); months stand evenly. */
export function trendShape(points: TrendPoint[], { width, height, margin }: Frame): TrendShape {
  const across = points.length > 1 ? (width - 2 * margin) / (points.length - 1) : 0
  const left = points.length > 1 ? margin : width / 2
  const x = (place: number) => round(left + place * across)
  const y = (chance: number) => round(margin + (1 - chance) * (height - 2 * margin))
  const upper = points.map((point, place) => `${x(place)},${y(point.high)}`)
  const lower = points.map((point, place) => `${x(place)},${y(point.low)}`).reverse()
  return {
    band: points.length > 1 ? `M${[...upper, ...lower].join('L')}Z` : '',
    line:
      points.length > 1
        ? `M${points.map((point, place) => `${x(place)},${y(point.mean)}`).join('L')}`
        : '',
    dots: points.map((point, place) => ({ ...point, x: x(place), y: y(point.mean) })),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
