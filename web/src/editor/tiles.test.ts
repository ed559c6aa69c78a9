import { expect, test } from 'vitest'
import { showTiles, tileCards } from './tiles'

function large() {
  const camera = document.createElementNS('http://www.w3.org/2000/svg', 'g')
  camera.innerHTML = `<g>
    <g data-ref="post:1" id="near"><rect x="10" y="10"/></g>
    <g data-ref="post:2" id="far"><rect x="9000" y="10"/></g>
    <g data-ref="line:1" id="line"><path d="M0 0"/></g>
  </g>`
  const isOff = (id: string) => camera.querySelector(`#${id}`)?.hasAttribute('data-off')
  return { camera, isOff }
}

test('only cards near the view have their texts; what has no outline is never left out', () => {
  const { camera, isOff } = large()
  const tiles = tileCards(camera)
  expect([isOff('near'), isOff('far'), isOff('line')]).toEqual([true, true, false])

  showTiles(tiles, { x: -500, y: -500, width: 1000, height: 1000 })
  expect([isOff('near'), isOff('far')]).toEqual([false, true])

  showTiles(tiles, { x: 8000, y: 0, width: 1500, height: 1000 })
  expect([isOff('near'), isOff('far')]).toEqual([true, false])
})
