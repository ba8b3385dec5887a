import type { Mark } from '../block.ts'
import { attribute, isXml, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import type { Piece } from './runs.ts'

/** A formula in one line: fractions with strokes, powers raised, roots with their sign. */
export function mathPieces(xml: Xml, marks: readonly Mark[] = []): Piece[] {
  return kidsOf(xml).flatMap((kid) => mathOf(kid, marks))
}

function mathOf(kid: Xml, marks: readonly Mark[]): Piece[] {
  const say = (text: string): Piece[] => [{ face: {}, run: { text, marks } }]
  const part = (name: string, own = marks): Piece[] => {
    const found = kidOf(kid, name)
    return found ? mathPieces(found, own) : []
  }
  const framed = (pieces: Piece[]): Piece[] => (pieces.map((piece) => piece.run.text).join('').length > 1 ? [...say('('), ...pieces, ...say(')')] : pieces)
  switch (kid.name) {
    case 'm:r':
      return say(kidsOf(kid, 'm:t').map(wordsOfXml).join(''))
    case 'm:f':
      return [...framed(part('m:num')), ...say('/'), ...framed(part('m:den'))]
    case 'm:sSup':
      return [...part('m:e'), ...part('m:sup', ['sup'])]
    case 'm:sSub':
      return [...part('m:e'), ...part('m:sub', ['sub'])]
    case 'm:sSubSup':
      return [...part('m:e'), ...part('m:sub', ['sub']), ...part('m:sup', ['sup'])]
    case 'm:rad':
      return [...part('m:deg', ['sup']), ...say('√'), ...framed(part('m:e'))]
    case 'm:nary':
      return [...say(attribute(kidOf(kidOf(kid, 'm:naryPr'), 'm:chr'), 'm:val') ?? '∫'), ...part('m:sub', ['sub']), ...part('m:sup', ['sup']), ...part('m:e')]
    case 'm:d':
      return [...say('('), ...part('m:e'), ...say(')')]
    default:
      return kid.name.endsWith('Pr') ? [] : kid.kids.some(isXml) ? mathPieces(kid, marks) : []
  }
}
