import type { LeftOut, Omission } from '../left-out.ts'
import { areaOf, type Box, holds, type Point } from './geometry.ts'
import type { Cover, Painter, Piece, Why } from './painter.ts'

const WHOLE_PAGE = 0.7 // of its area: such a picture is the page itself, scanned
const FEW = 0.1 // of the recognised letters: a stamp or a page number beside a scan
const OMISSIONS: Readonly<Record<Why, Omission>> = {
  mode: 'modeText',
  layer: 'layerText',
  outside: 'outsideText',
  pale: 'paleText',
  tiny: 'tinyText',
  note: 'annotations',
}
const PAPER = '#ffffff'
const ALIKE = 36 // of 765: nobody tells such colours apart

export type Seen = { readonly pieces: readonly Piece[]; readonly isScan: boolean }

/**
 * The pieces a reader of the page sees. Letters that are not painted, or painted under a scanned page, are what a program
 * recognised in it: they are taken only when the page is such a picture and has next to no text of its own, and it is said.
 */
export function seenOf(painter: Painter, page: Box, where: string, left: LeftOut): Seen {
  const words = painter.pieces.filter((piece) => piece.text.trim() !== '')
  const isPicture = painter.pictures.some((box) => areaOf(box) >= WHOLE_PAGE * areaOf(page))
  const seen: Piece[] = []
  const behind: Piece[] = []
  const missed = new Set<Omission>()
  for (const piece of words) {
    const omission = omissionOf(piece, painter.covers)
    if (omission === undefined) seen.push(piece)
    else if (isPicture && (omission === 'modeText' || omission === 'coveredText')) behind.push(piece)
    else if (omission !== 'annotations') missed.add(omission)
  }
  const lettersIn = (pieces: readonly Piece[]) => pieces.reduce((sum, piece) => sum + piece.text.trim().length, 0)
  const isScan = behind.length > 0 && lettersIn(seen) <= FEW * lettersIn(behind)
  if (behind.length > 0) left.note(isScan ? 'ocrText' : 'coveredText', where)
  for (const omission of missed) left.note(omission, where)
  left.note('layerPictures', where, painter.unseenPictures)
  if (isPicture && seen.length === 0 && behind.length === 0) left.note('pictureOnly', where)
  else left.note('pictures', undefined, isScan ? 0 : painter.pictures.length)
  return { pieces: isScan ? [...seen, ...behind] : seen, isScan }
}

function omissionOf(piece: Piece, covers: readonly Cover[]): Omission | undefined {
  if (piece.why !== undefined) return OMISSIONS[piece.why]
  const centre = centreOf(piece)
  const here = covers.filter((cover) => holds(cover.box, centre))
  const above = here.find((cover) => cover.order > piece.order)
  if (above) return above.isNote ? 'coveredByNote' : 'coveredText'
  const below = here.findLast((cover) => cover.order < piece.order)
  const ground = below === undefined ? PAPER : below.colour
  return ground !== undefined && areAlike(piece.colour, ground) ? 'paleText' : undefined
}

function centreOf({ x, y, width, size, angle }: Piece): Point {
  const turn = (angle * Math.PI) / 180
  const [along, up] = [width / 2, size * 0.3]
  return [x + along * Math.cos(turn) + up * Math.sin(turn), y + along * Math.sin(turn) - up * Math.cos(turn)]
}

function areAlike(one: string, other: string): boolean {
  if (!one.startsWith('#') || !other.startsWith('#')) return false
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const [a, b] = [parts(one), parts(other)]
  return a.reduce((sum, part, i) => sum + Math.abs(part - (b[i] ?? 0)), 0) <= ALIKE
}
