import { describe, expect, test } from 'vitest'
import { readDiagramSearch } from './diagramSearch'
import { diagramOffer, filesOf, isAsked } from './diagrams'

const described = {
  paths: {
    '/api/v1/accounts': {},
    '/api/v1/accounts/{account}/diagrams/{diagram}.{format}': {
      get: {
        parameters: [
          { name: 'diagram', schema: { enum: ['org-chart', 'fishbone', 'sunburst'] } },
          { name: 'format', schema: { enum: ['svg', 'png', 'pdf', 'json'] } },
          { name: 'kind' },
          { name: 'deal' },
          { name: 'orientation' },
          { name: 'overlay', schema: { enum: ['stance', 'coverage'] } },
          {
            name: 'layers',
            description: 'Further layers, separated by commas: `ties` between people.',
            schema: {},
          },
          { name: 'theme', description: 'The colours: `light` or `dark`.', schema: {} },
        ],
      },
    },
  },
}

describe('the offer of diagrams', () => {
  const offer = diagramOffer(described)

  test('is what the server describes, but for the format that is no picture', () => {
    expect(offer.diagrams).toEqual(['org-chart', 'fishbone', 'sunburst'])
    expect(offer.formats).toEqual(['svg', 'png', 'pdf'])
    expect(offer.options.get('overlay')).toEqual(['stance', 'coverage'])
    expect(offer.options.get('layers')).toEqual(['ties'])
    expect(offer.options.get('theme')).toEqual([])
  })

  test('an option is asked where it concerns the diagram and the server knows it', () => {
    expect(isAsked(offer, 'fishbone', 'kind')).toBe(true)
    expect(isAsked(offer, 'org-chart', 'kind')).toBe(false)
    expect(isAsked(offer, 'fishbone', 'person')).toBe(false)
    expect(isAsked(offer, 'sunburst', 'deal')).toBe(true)
  })

  test('a server that describes none offers none', () => {
    expect(diagramOffer({}).diagrams).toEqual([])
  })
})

test('a picture is offered as the files that the server writes; paper is white', () => {
  const dark = { theme: 'dark' as const, lang: 'zh' }

  expect(filesOf(undefined, dark).map(({ name }) => name)).toEqual(['svg', 'png', 'pngPrint'])
  const offer = { ...diagramOffer(described), options: new Map([['page', []]]) }
  expect(filesOf(offer, dark).map(({ name }) => name)).toEqual([
    'svg',
    'png',
    'pngPrint',
    'pdf',
    'pdfA4',
    'pdfA3',
  ])
  const proven = { ...offer, options: new Map([['evidence', []]]) }
  expect(filesOf(proven, dark).at(-1)).toMatchObject({
    name: 'pdfEvidence',
    format: 'pdf',
    as: { theme: 'light', evidence: 1 },
  })
  expect(filesOf(offer, dark).at(-1)?.as).toEqual({ theme: 'light', lang: 'zh', page: 'A3' })
})

test('what makes no sense in the address is left out', () => {
  expect(
    readDiagramSearch({
      diagram: 'power-map',
      kind: 'F9',
      theme: 'print',
      depth: '2',
      deal: '../x',
    }),
  ).toEqual({ diagram: 'power-map', theme: 'print', depth: 2 })
})
