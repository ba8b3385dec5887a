/** The last sentence of every sample. */
export const FICTION = '本文是演示用样例，其中的名称、地点、数字和内容均为虚构。'

export const heading = (words: string): string => `<h2>${words}</h2>`
export const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
export const steps = (items: readonly string[]): string => `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>`

type Rows = readonly (readonly (string | number)[])[]
const cells = (row: Rows[number]): string => row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')
/** As the cleaner of pasted texts writes it. */
export const table = (caption: string, heads: readonly string[], rows: Rows): string =>
  `<table><caption>${caption}</caption>\n<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>\n<tbody>${rows
    .map((row) => `<tr>${cells(row)}</tr>`)
    .join('\n')}</tbody></table>`

/** The sum of each column of figures. */
export const sumsOf = (rows: readonly (readonly [name: string, ...figures: number[]])[]): number[] =>
  (rows[0]?.slice(1) ?? []).map((_, column) => rows.reduce((sum, row) => sum + Number(row[column + 1]), 0))
/** A table of figures with what they come to in its last row. */
export const summed = (caption: string, heads: readonly string[], rows: readonly (readonly [name: string, ...figures: number[]])[]): string =>
  table(caption, heads, [...rows, ['合计', ...sumsOf(rows)]])

const DIGITS = '〇一二三四五六七八九'
/** Numbers of articles, 1 to 99. */
export function numeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`
}

type Chapter = { readonly name: string; readonly articles: readonly string[] }
/** Articles numbered through all chapters; the lines of an article are its paragraphs and items. */
export function ruled(chapters: readonly Chapter[]): string[] {
  let n = 0
  return chapters.flatMap(({ name, articles }, i) => [
    ...(name === '' ? [] : [heading(`第${numeral(i + 1)}章　${name}`)]),
    ...articles.flatMap((article) => {
      n += 1
      return article.split('\n').map((line, at) => (at === 0 ? `第${numeral(n)}条　${line}` : line))
    }),
  ])
}
export const ruledAlone = (articles: readonly string[]): string[] => ruled([{ name: '', articles }])

export const htmlOf = (text: readonly string[]): string => text.map((one) => (one.startsWith('<') ? one : `<p>${one}</p>`)).join('\n')
