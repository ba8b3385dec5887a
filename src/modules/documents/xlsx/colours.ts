import { type Theme, tinted } from '../theme.ts'
import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'

/** The colour that `color`, `fgColor` or `bgColor` names, six digits; undefined where the program chooses one. */
export type CellColours = (one: Xml | undefined) => string | undefined

/** The order in which a sheet counts the colours of a theme (ECMA-376 part 1, 18.8.3). */
const THEME = ['lt1', 'dk1', 'lt2', 'dk2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink']
const FIRST = '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF'
/** The colours that old files count (ECMA-376 part 1, 18.8.27). */
const COUNTED = [
  ...[FIRST, FIRST],
  '800000 008000 000080 808000 800080 008080 C0C0C0 808080',
  '9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF',
  '000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF',
  '00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99',
  '3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696',
  '003366 339966 003300 333300 993300 993366 333399 333333',
].flatMap((line) => line.split(' '))
const PAPER = 65

export function cellColours(theme: Theme, styles: Xml | undefined): CellColours {
  const own = kidsOf(kidOf(kidOf(styles, 's:colors'), 's:indexedColors'), 's:rgbColor').map((one) => attribute(one, 'rgb')?.slice(-6).toUpperCase())
  return (one) => {
    if (one === undefined) return undefined
    const [rgb, name, index] = [attribute(one, 'rgb'), attribute(one, 'theme'), attribute(one, 'indexed')]
    const colour =
      name !== undefined
        ? theme.get(THEME[Number(name)] ?? '')
        : rgb !== undefined && /^(?:[0-9a-f]{2})?[0-9a-f]{6}$/i.test(rgb)
          ? rgb.slice(-6).toUpperCase()
          : index === undefined
            ? undefined
            : Number(index) === PAPER
              ? 'FFFFFF'
              : (own[Number(index)] ?? COUNTED[Number(index)])
    return colour === undefined ? undefined : tinted(colour, Number(attribute(one, 'tint') ?? 0))
  }
}
