import { attribute, kidOf, kidsOf, type Xml } from './xml.ts'

/** The colours of a file by the names the theme gives them: `dk1`, `lt1`, `accent1`; six digits each. */
export type Theme = ReadonlyMap<string, string>
const PLAIN: Theme = new Map([
  ['dk1', '000000'],
  ['lt1', 'FFFFFF'],
])

export function readTheme(theme: Xml | undefined): Theme {
  const scheme = kidOf(kidOf(theme, 'a:themeElements'), 'a:clrScheme')
  const colours = kidsOf(scheme).flatMap((one): [string, string][] => {
    const [said] = kidsOf(one)
    const digits = (said?.name === 'a:sysClr' ? attribute(said, 'lastClr') : attribute(said, 'val')) ?? ''
    return /^[0-9a-f]{6}$/i.test(digits) ? [[one.name.slice(one.name.indexOf(':') + 1), digits.toUpperCase()]] : []
  })
  return new Map([...PLAIN, ...colours])
}

/** A colour with its lightness (of hue, saturation and lightness) put otherwise, as tints and shades of a theme are reckoned. */
function relit(colour: string, change: (lightness: number) => number): string {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const lightness = (most + least) / 2
  const chroma = most - least
  const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1))
  const now = Math.min(1, Math.max(0, change(lightness)))
  const wide = saturation * (1 - Math.abs(2 * now - 1))
  return [r, g, b]
    .map((one) => (chroma === 0 ? now : now + ((one - lightness) / chroma) * wide))
    .map((one) =>
      Math.round(Math.min(1, Math.max(0, one)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase()
}

/** Darker below nought, down to black at -1; lighter above, up to white at 1. */
export const tinted = (colour: string, by: number): string =>
  by === 0 || Number.isNaN(by) ? colour : relit(colour, (l) => (by < 0 ? l * (1 + by) : l * (1 - by) + by))

const IN_DRAWINGS: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2' }
/** The colour a fill or a letter of a drawing has; undefined where it is none that can be said. */
export function drawnColour(fill: Xml | undefined, theme: Theme): string | undefined {
  const [said] = kidsOf(fill)
  // Effects of letters write the same under a name of their own.
  const [kind = '', own] = [said?.name.replace(/^.*:/, ''), (of: Xml | undefined, name: string) => attribute(of, `?:${name}`)]
  const name = own(said, 'val') ?? ''
  const colour =
    kind === 'srgbClr' && /^[0-9a-f]{6}$/i.test(name)
      ? name.toUpperCase()
      : kind === 'schemeClr'
        ? theme.get(IN_DRAWINGS[name] ?? name)
        : kind === 'sysClr'
          ? attribute(said, 'lastClr')
          : undefined
  if (colour === undefined) return undefined
  const share = (which: string) =>
    own(
      kidsOf(said).find((one) => one.name.endsWith(`:${which}`)),
      'val',
    )
  const [times, more] = [Number(share('lumMod') ?? 100_000) / 100_000, Number(share('lumOff') ?? 0) / 100_000]
  return times === 1 && more === 0 ? colour : relit(colour, (l) => l * times + more)
}
