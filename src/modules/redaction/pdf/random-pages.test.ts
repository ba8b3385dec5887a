import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byPdftotext, plain } from '../../../../tests/support/extractors.ts'
import { pdfOf, words } from '../../documents/pdf-builders.ts'
import type { Place } from '../redaction.ts'
import { meets } from './geometry.ts'
import { textsByReader } from './reader.ts'
import { redactPdf } from './redact-pdf.ts'

const [WIDTH, HEIGHT] = [595, 842]
const line = fc.record({
  x: fc.integer({ min: 10, max: 400 }),
  y: fc.integer({ min: 20, max: 800 }),
  size: fc.integer({ min: 6, max: 28 }),
  length: fc.integer({ min: 1, max: 12 }),
})
const box = fc.record({
  x: fc.integer({ min: 0, max: 560 }),
  y: fc.integer({ min: 0, max: 820 }),
  width: fc.integer({ min: 2, max: 300 }),
  height: fc.integer({ min: 2, max: 200 }),
})
const turns = fc.constantFrom(0, 90, 180, 270)

/** A letter with its middle and its whole cell on the page as it is seen. */
type Letter = { readonly sign: string; readonly middle: readonly [number, number]; readonly cell: Place }

/** Each letter stands once, so that to find it is to find it there. */
function lettersOf(lines: readonly { x: number; y: number; size: number; length: number }[], turn: number): { content: string; letters: Letter[] } {
  let next = 0x4e10
  const letters: Letter[] = []
  const content = lines.map(({ x, y, size, length }) => {
    const text = Array.from({ length }, () => String.fromCharCode(next++)).join('')
    for (const [i, sign] of [...text].entries()) {
      const at = seen({ x: x + i * size, y: y - size * 0.14, width: size, height: size }, turn)
      letters.push({ sign, cell: at, middle: [at.x + at.width / 2, at.y + at.height / 2] })
    }
    return words(text, x, y, size)
  })
  return { content: content.join(''), letters }
}

/** A rectangle of the page's own space, as it is seen when the page is turned. */
function seen({ x, y, width, height }: Place, turn: number): Place {
  if (turn === 90) return { x: y, y: x, width: height, height: width }
  if (turn === 180) return { x: WIDTH - x - width, y, width, height }
  if (turn === 270) return { x: HEIGHT - y - height, y: WIDTH - x - width, width: height, height: width }
  return { x, y: HEIGHT - y - height, width, height }
}

test('random pages, random boxes: no letter whose middle is under a box is found again, and none that no box touches is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), fc.array(box, { maxLength: 4 }), turns, async (lines, strewn, turn) => {
      const { content, letters } = lettersOf(lines, turn)
      const boxes = [...strewn, ...letters.slice(0, 1).map(({ cell }) => cell)]
      const pdf = pdfOf([{ content, extra: `/Rotate ${turn}` }])
      const { bytes, proof } = await redactPdf(
        pdf,
        boxes.map((place) => ({ kind: 'box', page: 1, place, mark: 'A' })),
      )
      expect(proof.pages).toEqual([{ page: 1, how: 'rewritten', because: null }])
      const texts = [(await textsByReader(bytes)).join(''), plain(byPdftotext(bytes))]
      const isOn = ({ cell }: Letter) =>
        cell.x >= 0 && cell.y >= 0 && cell.x + cell.width <= (turn % 180 ? HEIGHT : WIDTH) && cell.y + cell.height <= (turn % 180 ? WIDTH : HEIGHT)
      const under = letters.filter(({ middle: [x, y] }) => boxes.some((one) => x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + one.height))
      const apart = letters.filter((letter) => isOn(letter) && !boxes.some((one) => meets(one, letter.cell)))
      expect(under.length).toBeGreaterThan(0)
      for (const text of texts) {
        expect(under.filter(({ sign }) => text.includes(sign))).toEqual([])
        expect(apart.filter(({ sign }) => !text.includes(sign))).toEqual([])
      }
    }),
    { numRuns: 30 },
  )
})
