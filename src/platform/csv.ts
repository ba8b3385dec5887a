// A cell a spreadsheet would take for a formula gets a quote before it; a number below nought is none.
const cell = (text: string): string => `"${(/^[=+\-@\t](?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`

/** Rows as a CSV file that Excel opens in Chinese: UTF-8 with a mark, CRLF, no cell taken for a formula. */
export function csvOf(rows: readonly (readonly string[])[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`)
}
export const CSV = 'text/csv; charset=utf-8'
