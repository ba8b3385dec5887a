import type { Omission } from '../left-out.ts'
import { allOf, attribute, kidOf, type Xml } from '../xml.ts'

/** The largest paper of a document, and how far its text stands in, in twentieths of a point. */
export type Page = { readonly width: number; readonly height: number; readonly left: number; readonly top: number }
const A4: Page = { width: 11_906, height: 16_838, left: 1_800, top: 1_440 }

export function pageOf(body: Xml): Page {
  const most = (name: string, attributes: string, otherwise: number) => {
    const said = [...allOf(body, name)].map((one) => Number(attribute(one, attributes))).filter((n) => n > 0)
    return said.length === 0 ? otherwise : Math.max(...said)
  }
  return {
    width: most('w:pgSz', 'w:w', A4.width),
    height: most('w:pgSz', 'w:h', A4.height),
    left: most('w:pgMar', 'w:left', A4.left),
    top: most('w:pgMar', 'w:top', A4.top),
  }
}

const LOWEST = 40 // twentieths of a point: lines and rows of this height show nothing of their letters
const isExact = (one: Xml | undefined, rule: string): boolean => attribute(one, rule) === 'exact'
/** Whether lines are made so low that nothing is seen in them. */
export const isFlat = (spacing: Xml | undefined): boolean => isExact(spacing, 'w:lineRule') && Number(attribute(spacing, 'w:line') ?? Number.NaN) <= LOWEST
export const isFlatRow = (properties: Xml | undefined): boolean => {
  const height = kidOf(properties, 'w:trHeight')
  return isExact(height, 'w:hRule') && Number(attribute(height, 'w:val') ?? Number.NaN) <= LOWEST
}

export const isIndentAway = (indent: Xml | undefined, { width }: Page): boolean => {
  const left = Number(attribute(indent, 'w:left') ?? attribute(indent, 'w:start') ?? 0)
  return left >= width || left <= -width
}

/** Whether something from `at` as long as `size` lies wholly beside a paper of `whole`; `from` is where it is reckoned from. */
const isBeside = (at: number, size: number, from: number, whole: number): boolean => at + from >= whole || at + from + (size > 0 ? size : whole / 2) <= 0

/** A frame of old Word, placed by its corner. */
export function isFrameAway(frame: Xml | undefined, page: Page): boolean {
  if (frame === undefined) return false
  const n = (name: string) => Number(attribute(frame, name) ?? 0)
  const [across, down] = [attribute(frame, 'w:hAnchor'), attribute(frame, 'w:vAnchor')]
  const isAside = attribute(frame, 'w:xAlign') === undefined && isBeside(n('w:x'), n('w:w'), across === 'page' ? 0 : page.left, page.width)
  return (
    isAside ||
    (attribute(frame, 'w:yAlign') === undefined &&
      down !== undefined &&
      down !== 'text' &&
      isBeside(n('w:y'), n('w:h'), down === 'page' ? 0 : page.top, page.height))
  )
}

/** A table that floats, placed by its corner; or one set in beyond the paper. */
export function isTableAway(about: Xml | undefined, page: Page): boolean {
  const floats = kidOf(about, 'w:tblpPr')
  const n = (name: string) => Number(attribute(floats, name) ?? 0)
  const inset = Number(attribute(kidOf(about, 'w:tblInd'), 'w:w') ?? 0)
  if (inset >= page.width || inset <= -2 * page.width) return true
  if (floats === undefined) return false
  // How wide and high it is, nobody says: no more than the paper.
  const isAside = attribute(floats, 'w:tblpXSpec') === undefined && isBeside(n('w:tblpX'), page.width, 0, page.width)
  return isAside || (/^(?:page|margin)$/.test(attribute(floats, 'w:vertAnchor') ?? '') && isBeside(n('w:tblpY'), page.height, 0, page.height))
}

const EMU = 635 // to a twentieth of a point
const LEAST = 80 // twentieths of a point: a box of this height or width shows no letter

/** Why a shape with what it holds is not seen: beside the paper, of no size, or switched off. */
export function unseenShape(shape: Xml, page: Page): Omission | undefined {
  if (/^wp:(?:anchor|inline)$/.test(shape.name)) return isOn(attribute(kidOf(shape, 'wp:docPr'), 'hidden')) ? 'hiddenShapes' : awayOrSmall(shape, page)
  if (/^v:(?:shape|rect|roundrect|oval|group|polyline)$/.test(shape.name)) return oldUnseen(shape.at['style'] ?? '', page)
  return undefined
}
const isOn = (value: string | undefined): boolean => /^(?:1|true|on)$/.test(value ?? '')

function awayOrSmall(shape: Xml, page: Page): Omission | undefined {
  const extent = kidOf(shape, 'wp:extent')
  const size = (name: string) => Number(attribute(extent, name) ?? Number.NaN) / EMU
  const [wide, high] = [size('cx'), size('cy')]
  if (wide <= LEAST || high <= LEAST || isAllEdge(shape, wide, high)) return 'offPage'
  if (shape.name === 'wp:inline') return undefined
  const offset = (name: string) => {
    const place = kidOf(shape, name)
    const words = kidOf(place, 'wp:posOffset')?.kids.join('')
    return { at: words === undefined ? Number.NaN : Number(words) / EMU, from: attribute(place, 'relativeFrom') }
  }
  const [across, down] = [offset('wp:positionH'), offset('wp:positionV')]
  const isAside = isBeside(across.at, wide, /^(?:margin|column|character)$/.test(across.from ?? '') ? page.left : 0, page.width)
  // A box that goes with its paragraph may stand anywhere on the paper.
  const isBelow = /^(?:page|margin|topMargin)$/.test(down.from ?? '') && isBeside(down.at, high, down.from === 'margin' ? page.top : 0, page.height)
  const isFar = Math.abs(down.at) >= page.height
  return isAside || isBelow || isFar ? 'offPage' : undefined
}

/** A box whose inner edges leave no room for words. */
const isAllEdge = (shape: Xml, wide: number, high: number): boolean =>
  [...allOf(shape, 'wps:bodyPr')].some((one) => {
    const edges = (...names: readonly string[]) => names.reduce((sum, name) => sum + Number(attribute(one, name) ?? 0) / EMU, 0)
    return edges('lIns', 'rIns') >= wide || edges('tIns', 'bIns') >= high
  })

const UNITS: Readonly<Record<string, number>> = { pt: 20, in: 1440, cm: 567, mm: 56.7, px: 15, pc: 240 }
function oldUnseen(style: string, page: Page): Omission | undefined {
  const said = new Map(
    style.split(';').map((one) => [
      one.split(':')[0]?.trim().toLowerCase() ?? '',
      one
        .slice(one.indexOf(':') + 1)
        .trim()
        .toLowerCase(),
    ]),
  )
  if (said.get('visibility') === 'hidden' || said.get('display') === 'none') return 'hiddenShapes'
  const length = (...names: readonly string[]) => {
    const [, n = '', unit = ''] = /^(-?[\d.]+)(pt|in|cm|mm|px|pc|)$/.exec(names.map((name) => said.get(name)).find((one) => one !== undefined) ?? '') ?? []
    // Without a unit it is reckoned in the measure of a group.
    return n === '' || (unit === '' && Number(n) !== 0) ? Number.NaN : Number(n) * (UNITS[unit] ?? 1)
  }
  const [wide, high] = [length('width'), length('height')]
  if (wide <= LEAST || high <= LEAST) return 'offPage'
  if (said.get('position') !== 'absolute') return undefined
  const from = said.get('mso-position-horizontal-relative') === 'page' ? 0 : page.left
  const isAside = isBeside(length('margin-left', 'left'), wide, from, page.width)
  return isAside || Math.abs(length('margin-top', 'top')) >= page.height ? 'offPage' : undefined
}
