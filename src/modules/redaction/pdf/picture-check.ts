import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import type { Redaction } from '../redaction.ts'
import { notShown } from '../stop.ts'
import { wordsIn } from './aims.ts'
import { around, type Box, cornersOf, grown, holds, type Point, within } from './geometry.ts'
import { PICTURE } from './raster.ts'
import { type FoundLetter, isOnPage } from './pdfium.ts'
import type { NewPage } from './rebuild.ts'
import type { PlacedGlyph } from './text-state.ts'

/** A page that became a picture, with its letters as the program placed them that painted it, and as another `found` them. */
export type PicturePage = { readonly number: number; readonly page: NewPage; readonly glyphs: readonly PlacedGlyph[]; readonly found: readonly FoundLetter[] }
type Pixels = { readonly data: Buffer; readonly width: number; readonly height: number }

const BLACK = 40 // of 255: packing a photo leaves grey specks
const ROOM = 0.5 // of a letter
const middleOf = ({ x, y, width, height }: Box): Point => [x + width / 2, y + height / 2]

/**
 * Nobody reads a picture again as text. So another program measures the letters of the old page, and at the place of each that was to be
 * covered the picture itself must be black; words the one program knows and the other does not are not shown to be covered. Gives how
 * many letters were looked at, or throws Stop.
 */
export async function checkPictures(output: Uint8Array, pages: readonly PicturePage[], redactions: readonly Redaction[]): Promise<number> {
  const made = await PDFDocument.load(output, { updateMetadata: false })
  let letters = 0
  for (const one of pages) {
    const shown = shownOn(one, await pixelsOf(made, one.number), redactions)
    if (shown === undefined) throw notShown(one.number)
    letters += shown
  }
  return letters
}

function shownOn({ number, page, glyphs, found }: PicturePage, pixels: Pixels | undefined, redactions: readonly Redaction[]) {
  if (pixels === undefined) return undefined
  const scale = [pixels.width / page.width, pixels.height / page.height] as const
  const due = new Set<FoundLetter>()
  for (const redaction of redactions) {
    if (redaction.kind === 'box') {
      if (redaction.page !== number) continue
      if (!isBlack(pixels, redaction.place, scale)) return undefined
      for (const letter of found) if (letter.ink && holds(redaction.place, middleOf(letter.ink))) due.add(letter)
      continue
    }
    const theirs = lettersOf(found, redaction.words)
    const isMet = lettersOf(glyphs, redaction.words).every(
      (ours) => !isSeen(ours, page) || (!isAnywhere(ours, page) && theirs.some((other) => isSamePlace(ours, other))),
    )
    if (!isMet) return undefined
    for (const letter of theirs.flat()) due.add(letter)
  }
  return [...due].every(({ ink }) => ink !== undefined && isBlack(pixels, ink, scale)) ? due.size : undefined
}

const isSeen = (letters: readonly PlacedGlyph[], page: NewPage): boolean => letters.some(({ cell, cover }) => isOnPage(cover ?? around(cell), page))
/** Letters of which nobody knows where on the page they stand, as in the tiles of a pattern. */
const isAnywhere = (letters: readonly PlacedGlyph[], { width, height }: NewPage): boolean =>
  letters.some(({ cover }) => cover !== undefined && within({ x: 0, y: 0, width, height }, cover))

const lettersOf = <T extends PlacedGlyph>(glyphs: readonly T[], words: string): T[][] =>
  wordsIn(glyphs, words).map((word) => word.flatMap((index) => glyphs[index] ?? []))

/** Boxes for words that the other program alone finds, as one that reads replacement texts does: covered where it places them. */
export function boxesFoundElsewhere({ glyphs, found }: Pick<PicturePage, 'glyphs' | 'found'>, words: string): Box[] {
  const ours = lettersOf(glyphs, words)
  const alone = lettersOf(found, words).filter((theirs) => !ours.some((one) => isSamePlace(one, theirs)))
  return alone.flat().flatMap(({ cell, ink }) => (ink ? [grown(around([...cell, ...cornersOf(ink)]), Math.max(ink.height, ink.width) * ROOM)] : []))
}

/** Whether all letters of the one lie where the other has its own. */
function isSamePlace(ours: readonly PlacedGlyph[], theirs: readonly FoundLetter[]): boolean {
  const places = ours.map(({ cell, cover }) => cover ?? around(cell))
  return theirs.every(({ ink }) => ink !== undefined && places.some((place) => holds(place, middleOf(ink))))
}

function isBlack({ data, width, height }: Pixels, box: Box, [across, down]: readonly [number, number]): boolean {
  const corners = cornersOf(box).map(([x, y]): Point => [x * across, y * down])
  const { x, y, width: wide, height: high } = around(corners)
  const [left, right] = [Math.max(0, Math.floor(x)), Math.min(width, Math.ceil(x + wide))]
  const [top, bottom] = [Math.max(0, Math.floor(y)), Math.min(height, Math.ceil(y + high))]
  for (let row = top; row < bottom; row++) {
    const pixels = data.subarray((row * width + left) * 3, (row * width + Math.max(left, right)) * 3)
    if (pixels.some((value) => value > BLACK)) return false
  }
  return true
}

/** The picture that a page of the new file consists of, without the boxes painted over it. */
async function pixelsOf(doc: PDFDocument, number: number): Promise<Pixels | undefined> {
  const resources = doc.getPage(number - 1).node.Resources()
  const picture = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict)?.lookup(PDFName.of(PICTURE))
  if (!(picture instanceof PDFRawStream)) return undefined
  const { data, info } = await sharp(picture.contents).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return info.channels === 3 ? { data, width: info.width, height: info.height } : undefined
}
