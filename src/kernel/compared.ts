/** A stretch of a paragraph: words that came, went or stayed. */
export type Piece = { readonly kind: 'added' | 'removed' | 'same'; readonly text: string }
/** A line of a comparison: a paragraph that came or went, one that was changed within, or how much stayed. */
export type Compared = Piece | { readonly kind: 'changed'; readonly pieces: readonly Piece[] }

/** How many places were changed: a stretch within a paragraph is one, also where words were put for others; a whole paragraph is one. */
export const countPlaces = (compared: readonly Compared[]): number =>
  compared.reduce((sum, one) => sum + (one.kind === 'changed' ? placesIn(one.pieces) : one.kind === 'same' ? 0 : 1), 0)

const placesIn = (pieces: readonly Piece[]): number => pieces.filter(({ kind }, i) => kind !== 'same' && (i === 0 || pieces[i - 1]?.kind === 'same')).length
