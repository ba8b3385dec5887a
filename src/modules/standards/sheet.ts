/** A cell as read: its words, or why it has none. A cell covered by a merge downwards repeats the words; one to the right is empty. */
export type Cell = { readonly text: string; readonly trouble?: string }
export type Sheet = {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** What was seen while the file was opened: hidden rows, too many columns. */
  readonly seen: readonly string[]
}

/** Something about a place in a file; row and column are empty when it is about more. */
export type Finding = { readonly sheet: string; readonly row: number | null; readonly column: string; readonly says: string }

/** What is found while reading: problems refuse the file, oddities say what was assumed. */
export type Notebook = { readonly problems: Finding[]; readonly oddities: Finding[] }

/** 1 is A, 27 is AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return `${rest > 0 ? columnLetter(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`
}

/** “部件 第 5 行 F 列”. */
export const placeOf = ({ sheet, row, column }: Finding): string =>
  [sheet, row === null ? '' : `第 ${row} 行`, column === '' ? '' : `${column} 列`].filter(Boolean).join(' ')
export const inWords = (finding: Finding): string => [placeOf(finding), finding.says].filter(Boolean).join('：')
