import { type CheerioAPI, load } from 'cheerio'
import type { Block, Grid } from './blocks.ts'

const BLOCKS = 'p,div,tr,li,h1,h2,h3,h4,h5,h6,br,title,section,table'
const MARK = '\ue000'
const MOST_SPAN = 60

/** Text and tables of a page in reading order; a table that only holds another is layout, not a table. */
export function blocksOfHtml(html: string): Block[] {
  const $ = load(html)
  $('script,style,noscript,nav,template').remove()
  const grids: Grid[] = []
  $('table')
    .filter((_, table) => $(table).find('table').length === 0)
    .each((_, table) => {
      const grid = gridOf($, table)
      if (!isFormTable(grid)) return
      grids.push(grid)
      $(table).replaceWith(`<p>${MARK}${grids.length - 1}${MARK}</p>`)
    })
  $('td,th').append('\t')
  $(BLOCKS).append('\n').before('\n')
  const parts = $.root().text().split(MARK)
  return parts.map((part, i) => (i % 2 === 1 ? { grid: grids[Number(part)] ?? [] } : { text: part.replace(/\t/g, ' ') }))
}

type Element = Parameters<CheerioAPI>[0]

function gridOf($: CheerioAPI, table: Element): Grid {
  const grid: (string | null)[][] = []
  $(table)
    .find('tr')
    .each((y, tr) => {
      grid[y] ??= []
      let x = 0
      $(tr)
        .children('td,th')
        .each((_, cell) => {
          while (grid[y]?.[x] !== undefined) x++
          const span = (name: string) => Math.min(MOST_SPAN, Math.max(1, Number($(cell).attr(name)) || 1))
          $(cell).find('p,br,div').append(' ')
          for (let down = 0; down < span('rowspan'); down++) {
            const row = grid[y + down] ?? []
            grid[y + down] = row
            for (let right = 0; right < span('colspan'); right++) row[x + right] = down + right === 0 ? $(cell).text().trim() : null
          }
        })
    })
  return grid.map((row) => Array.from(row, (cell) => cell ?? null))
}

/** One of the tables two to four of the form, and not a frame round running text. */
function isFormTable(grid: Grid): boolean {
  const text = grid.flat().join('').replace(/\s/g, '')
  return /信息内容|本年新收|结果维持|结转下年|行政强制|行政事业性收费|不予处理|国家秘密|复议后起诉|集中采购/.test(text) && !/[。].*[。]/.test(text)
}
