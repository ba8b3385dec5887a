import sharp from 'sharp'
import { isRefusal } from '../../../kernel/refusal.ts'
import { readHere } from '../../documents/index.ts'
import { findHits } from '../hits.ts'
import { anew } from '../office/redact-office.ts'
import { boxesOf } from '../pdf/aims.ts'
import { compared, lineRuns, paintedRun, type Run } from '../pdf/lines.ts'
import { openPdf } from '../pdf/redact-pdf.ts'
import { renderPage } from '../pdf/render.ts'
import { sentencesOf } from '../pdf/sentences.ts'
import type { PlacedGlyph } from '../pdf/text-state.ts'
import { openPicture } from '../picture/redact-picture.ts'
import type { FileKind, Hit, Look } from '../redaction.ts'

const SCALE = 1.5 // pixels a point
const WIDEST = 1_400 // pixels of a picture that is looked at
const QUALITY = 72
const MOST_HITS = 400

/** A file as it is looked at before it is covered: its pages as pictures, and what looks private in its text. */
export async function look(kind: FileKind, name: string, bytes: Uint8Array): Promise<Look> {
  if (kind === 'pdf') return await lookPdf(name, bytes)
  if (kind === 'picture') return await lookPicture(bytes)
  const made = await anew(name, bytes, { words: [], count: () => {} })
  const texts =
    made.kind === 'xlsx'
      ? made.cells.map(({ sheet, at, text }) => ({ where: `${sheet} ${at}`, text }))
      : made.texts.map((text, i) => ({ where: `第 ${i + 1} 段`, text }))
  const hits = texts.flatMap(({ where, text }) => findHits(text).map((found): Hit => ({ kind: found.kind, text: found.text, where, page: 0, places: [] })))
  const notes = made.cleaned.map((sentence) => `将会：${sentence}`)
  if (made.pictures > 0) notes.push(`文件里有 ${made.pictures} 张图片，图片里的内容不会被检索。图片里有要遮盖的内容时，请先另存为 PDF 再画框`)
  return { kind: made.kind, pages: [], hits: merged(hits), notes }
}

async function lookPdf(name: string, bytes: Uint8Array): Promise<Look> {
  const opened = await openPdf(bytes)
  const pages = []
  const hits: Hit[] = []
  const notes: string[] = []
  let blank = 0
  for (const [i, page] of opened.pages.entries()) {
    const { data, width, height } = await renderPage(page.unsafe === undefined ? opened.fresh : (await opened.flat()).reader, i + 1, SCALE)
    pages.push({
      width: page.width,
      height: page.height,
      picture: await sharp(data, { raw: { width, height, channels: 3 } })
        .webp({ quality: QUALITY })
        .toBuffer(),
    })
    const glyphs = opened.measured[i]?.glyphs ?? []
    if (glyphs.length === 0) blank += 1
    hits.push(...hitsOn(i + 1, glyphs))
    if (page.unsafe !== undefined) notes.push(`第 ${i + 1} 页的写法不能安全改写，生成时整页变成图片，文字不能再复制`)
  }
  notes.push(...(await unseenIn(name, bytes)))
  if (blank > 0) notes.push(`${blank} 页没有文字，可能是扫描的图片：请在页面上画框，检索找不到其中的内容`)
  notes.push(...sentencesOf(opened.dropped).map((sentence) => `将会：${sentence}`))
  await opened.close()
  return { kind: 'pdf', pages, hits: merged(hits), notes }
}

const UNSEEN = /盖住|看不见|不显示的文字/
/** Letters that are on a page and that nobody sees; whoever only draws boxes over what is seen hands them out. */
async function unseenIn(name: string, bytes: Uint8Array): Promise<string[]> {
  const read = await readHere({ name: name.replace(/(\.pdf)?$/i, '.pdf'), bytes })
  return !isRefusal(read) && read.left.some((sentence) => UNSEEN.test(sentence))
    ? ['文件里有看不见的文字：被色块盖住、与底色相同、或者不显示。它们复制得出来，也会留在副本里。要遮盖的，请在那里画框，或者按词句遮盖']
    : []
}

/** What looks private line by line; and text by text, for what does not stand in lines, as vertical writing. */
function hitsOn(page: number, glyphs: readonly PlacedGlyph[]): Hit[] {
  const hitsIn = (run: Run): Hit[] =>
    findHits(run.text).map((found) => {
      const own = [...new Set(run.glyphs.slice(found.from, found.to))].flatMap((index) => (index < 0 ? [] : (glyphs[index] ?? [])))
      return { kind: found.kind, text: found.text, where: `第 ${page} 页`, page, places: boxesOf(own) }
    })
  const inLines = lineRuns(glyphs).flatMap(hitsIn)
  const known = inLines.map(({ text }) => compared(text).text)
  const inTexts = [...Map.groupBy(glyphs, ({ show }) => show).values()].flatMap((text) => hitsIn(paintedRun(text)))
  return [...inLines, ...inTexts.filter(({ text }) => !known.some((one) => one.includes(compared(text).text)))]
}

async function lookPicture(bytes: Uint8Array): Promise<Look> {
  const { data, width, height } = await openPicture(bytes)
  const picture = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: WIDEST, withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer()
  return {
    kind: 'picture',
    pages: [{ width, height, picture }],
    hits: [],
    notes: ['图片里的文字不会被检索，请画框遮盖', '将会：拍摄信息（时间、地点、设备、缩略图）已删去'],
  }
}

/** The same text in several places is one hit: it goes everywhere. */
function merged(hits: readonly Hit[]): Hit[] {
  const all = new Map<string, Hit>()
  for (const hit of hits) {
    const before = all.get(hit.text)
    if (before === undefined) all.set(hit.text, hit)
    else
      all.set(hit.text, {
        ...before,
        where: before.where.split('、').includes(hit.where) ? before.where : `${before.where}、${hit.where}`,
        places: [...before.places, ...hit.places],
      })
  }
  return [...all.values()].slice(0, MOST_HITS)
}
