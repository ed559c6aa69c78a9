/** Draws a line of authority. */
import type { Change } from '../api/model'
import { type LineFields, lineRecord } from './editLine'

export function drawLine(values: LineFields): Change[] {
  return [{ verb: 'draw_line', ...lineRecord(values) }]
}
