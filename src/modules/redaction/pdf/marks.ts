import { PDFDict, type PDFContext, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import { around, type Box, cornersOf, inverse, type Matrix, moved, times } from './geometry.ts'

const FONT = 'GkMark'
const MOST_SIZE = 9 // points
const LEAST_SIZE = 4.5 // points
const ROOM = 0.9 // of the box

export type Cover = { readonly box: Box; readonly mark: string }
const n = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '')

/** Black boxes with the article on each, as the last things a page paints; `matrix` leads from its space to the page as it is seen. */
export function coversOf(covers: readonly Cover[], matrix: Matrix): string {
  const back = inverse(matrix)
  if (back === undefined) return ''
  return covers
    .map(({ box, mark }) => {
      const { x, y, width, height } = around(cornersOf(box).map((corner) => moved(back, corner)))
      return `q 0 g ${n(x)} ${n(y)} ${n(width)} ${n(height)} re f Q\n${labelOf(box, mark, back)}`
    })
    .join('')
}

function labelOf(box: Box, mark: string, back: Matrix): string {
  const size = Math.min(MOST_SIZE, box.height * ROOM, (box.width * ROOM) / mark.length)
  if (size < LEAST_SIZE) return ''
  const [x, y] = [box.x + (box.width - mark.length * size) / 2, box.y + box.height / 2 + size * 0.36]
  const at = times(back, [1, 0, 0, -1, x, y])
  const hex = Array.from(mark, (sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  return `q BT 1 g /${FONT} ${n(size)} Tf ${at.map(n).join(' ')} Tm <${hex}> Tj ET Q\n`
}

/** A Chinese font that every reader of PDF has; embedding one would outweigh most of the files. */
export function markFont(context: PDFContext): PDFRef {
  const descriptor = {
    Type: 'FontDescriptor',
    FontName: 'STSong-Light',
    Flags: 6,
    FontBBox: [-25, -254, 1000, 880],
    ItalicAngle: 0,
    Ascent: 880,
    Descent: -120,
  }
  const heir = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType0',
      BaseFont: 'STSong-Light',
      FontDescriptor: context.register(context.obj({ ...descriptor, CapHeight: 880, StemV: 93 })),
      DW: 1000,
    }),
  )
  const info = context.obj({ Supplement: 4 })
  info.set(PDFName.of('Registry'), PDFString.of('Adobe'))
  info.set(PDFName.of('Ordering'), PDFString.of('GB1'))
  context.lookup(heir, PDFDict).set(PDFName.of('CIDSystemInfo'), info)
  return context.register(context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: 'STSong-Light', Encoding: 'UniGB-UCS2-H', DescendantFonts: [heir] }))
}

export const nameMarkFont = (resources: PDFDict, font: PDFRef): void => {
  const fonts = resources.lookupMaybe(PDFName.of('Font'), PDFDict) ?? resources.context.obj({})
  fonts.set(PDFName.of(FONT), font)
  resources.set(PDFName.of('Font'), fonts)
}
