import { drawnColour, type Theme, tinted } from '../theme.ts'
import { attribute, kidOf, type Xml } from '../xml.ts'

/** The colour that `w:color` or `w:shd` takes from the theme, or `w14:textFill` has of its own; both hold before the one written out in `w:val`. */
export type Colours = (one: Xml | undefined, which: 'Color' | 'Fill' | 'Effect') => string | undefined
export const NO_THEME: Colours = () => undefined

const NAMES: Readonly<Record<string, string>> = {
  dark1: 'dk1',
  light1: 'lt1',
  dark2: 'dk2',
  light2: 'lt2',
  hyperlink: 'hlink',
  followedHyperlink: 'folHlink',
}
/** What the settings map: text and background (ECMA-376 part 1, 17.15.1.20); the rest is called as it is. */
const MAPPED: Readonly<Record<string, readonly [setting: string, otherwise: string]>> = {
  background1: ['bg1', 'light1'],
  text1: ['t1', 'dark1'],
  background2: ['bg2', 'light2'],
  text2: ['t2', 'dark2'],
  hyperlink: ['hyperlink', 'hyperlink'],
  followedHyperlink: ['followedHyperlink', 'followedHyperlink'],
}

export function themeColours(theme: Theme, settings: Xml | undefined): Colours {
  const mapping = kidOf(settings, 'w:clrSchemeMapping')
  return (one, which) => {
    if (which === 'Effect') return drawnColour(kidOf(one, '?:solidFill'), theme)
    const said = attribute(one, `w:theme${which}`)
    if (said === undefined) return undefined
    const [setting, otherwise] = MAPPED[said] ?? [said, said]
    const name = attribute(mapping, `w:${setting}`) ?? otherwise
    const colour = theme.get(NAMES[name] ?? name)
    if (colour === undefined) return undefined
    const share = (kind: 'Tint' | 'Shade') => Number.parseInt(attribute(one, `w:theme${which === 'Fill' ? 'Fill' : ''}${kind}`) ?? 'ff', 16) / 255
    return tinted(tinted(colour, share('Shade') - 1), 1 - share('Tint'))
  }
}
