/** Words and the run of numbers after them; `lines` says how many numbers stood on each line. */
export type Group = { readonly words: string; readonly numbers: readonly number[]; readonly lines: readonly (readonly number[])[]; readonly raw: string }

/** Splits text into labels and the figures that follow them. */
export function groupsOf(text: string): Group[] {
  const groups: { words: string; numbers: number[]; lines: number[][]; raw: string }[] = []
  for (const line of text.replace(/[|]/g, ' ').split('\n')) {
    let fresh = true
    for (const [token] of line.matchAll(/[+-]?\d+(?:\.\d+)?|[^\d\s+-]+/g)) {
      const number = Number(token)
      const last = groups.at(-1)
      if (Number.isNaN(number)) {
        if (!last || last.numbers.length > 0) groups.push({ words: token, numbers: [], lines: [], raw: '' })
        else last.words += token
      } else if (last) {
        last.numbers.push(number)
        last.raw += token
        if (fresh || last.lines.length === 0) last.lines.push([])
        last.lines.at(-1)?.push(number)
        fresh = false
      }
    }
  }
  return groups.filter((group) => group.numbers.length > 0)
}

/** When one line alone holds the whole row, numbers alone on their line (page numbers) do not belong to it. */
export function loneNumbersDropped(group: Group, width: number): readonly number[] {
  if (group.numbers.length <= width) return group.numbers
  const whole = group.lines.filter((line) => line.length === width)
  const [only] = whole
  return only && whole.length === 1 && group.lines.every((line) => line === only || line.length === 1) ? only : group.numbers
}

/** A stroke or 无 standing alone among figures is an empty cell. */
export const zerosForStrokes = (text: string): string => text.replace(/(?<=^|[\s|])(?:\/|\\|[—–―─－]+|-|无)(?=[\s|]|$)/gm, '0')
