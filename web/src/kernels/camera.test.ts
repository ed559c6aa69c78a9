import { describe, expect, test } from 'vitest'
import { centreOn, farthest, firstView, fitBox } from './camera'

const viewport = { width: 1000, height: 600 }

describe('camera', () => {
  test('fitting shows a wide box whole and centred', () => {
    const camera = fitBox({ x: 0, y: 0, width: 1872, height: 100 }, viewport)

    expect(camera.k).toBeCloseTo(0.5)
    expect(camera.x).toBeCloseTo(32)
    expect(camera.y).toBeCloseTo(275)
  })

  test('fitting never enlarges a small box', () => {
    expect(fitBox({ x: 0, y: 0, width: 10, height: 10 }, viewport).k).toBe(1)
  })

  test('the first view of a vast chart is legible and begins at its top', () => {
    const camera = firstView({ x: 0, y: 0, width: 20000, height: 5000 }, viewport)

    expect(camera.k).toBe(0.6)
    expect(camera.y).toBe(24)
  })

  test('one goes no farther away than a little beyond the whole', () => {
    const vast = { x: 0, y: 0, width: 18720, height: 100 }

    expect(farthest(vast, viewport)).toBeLessThan(fitBox(vast, viewport).k)
    expect(farthest(vast, viewport)).toBeGreaterThan(0.03)
  })

  test('centring puts the middle in the middle', () => {
    const camera = centreOn({ x: 100, y: 100, width: 200, height: 100 }, viewport, 2)

    expect(200 * 2 + camera.x).toBe(500)
    expect(150 * 2 + camera.y).toBe(300)
  })
})
