import { sha256Of } from '../../../platform/blobs.ts'
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Carried, Proof, Redaction, Result } from '../redaction.ts'
import { damaged, Stop } from '../stop.ts'
import { type Aim, aimsOf, takenTexts } from './aims.ts'
import { pruneFonts } from './fonts.ts'
import { around, grown, meets } from './geometry.ts'
import { Unsafe } from './lexer.ts'
import { compared, lineRuns, paintedRun } from './lines.ts'
import { coversOf, markFont, nameMarkFont } from './marks.ts'
import { contentOfPage, type Measured, measure, sceneOf } from './measure.ts'
import { pictureOfPage } from './raster.ts'
import { openReader } from './reader.ts'
import { boxesFoundElsewhere, checkPictures, type PicturePage } from './picture-check.ts'
import { type NewPage, rebuild, type Rebuilt } from './rebuild.ts'
import { sentencesOf } from './sentences.ts'
import { streamOf } from './streams.ts'
import type { PlacedGlyph } from './text-state.ts'
import { type Flat, flatOf } from './flat.ts'
import { forgetUnreached } from '../../documents/index.ts'
import { type Needle, timesIn, verify } from './verify.ts'
import { type FontUse, walk } from './walk.ts'

const MOST_PAGES = 300
const LEAST_ELSEWHERE = 4 // letters

export type Opened = Rebuilt & {
  readonly flat: Flat
  readonly fresh: PDFDocumentProxy
  readonly measured: Measured[]
  close: () => Promise<void>
}

/** A PDF rebuilt without what is not seen, with its letters in place. Throws Stop where it cannot be opened. */
export async function openPdf(bytes: Uint8Array): Promise<Opened> {
  const loaded = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false }).catch((error: unknown) => {
    throw error instanceof Error && /encrypted|password/i.test(`${error.name} ${error.message}`) ? locked() : damaged()
  })
  if (loaded.context.trailerInfo.Encrypt !== undefined) throw locked()
  const count = pagesOf(loaded)
  if (count > MOST_PAGES) throw new Stop('limit', `文件有 ${count} 页，超过 ${MOST_PAGES} 页。请拆成几个文件，分别处理`)
  if (String(loaded.catalog.lookup(PDFName.of('NeedsRendering'))) === 'true')
    throw new Stop('invalid', '这是动态表单（XFA），页面要由 Adobe 软件现场生成。请在 Adobe 软件里“打印”成普通 PDF 后再上传')
  const rebuilt = await rebuild(loaded, bytes)
  const { flat, close: closeFlat } = flatOf(bytes, rebuilt.pages)
  const fresh = await openReader(await rebuilt.doc.save({ addDefaultPage: false }))
  const measured: Measured[] = []
  for (const [i, page] of rebuilt.pages.entries()) measured.push(await measure(fresh, flat, page, i + 1))
  const close = async () => {
    await Promise.all([closeFlat(), fresh.loadingTask.destroy()])
  }
  return { ...rebuilt, flat, fresh, measured, close }
}
const locked = (): Stop => new Stop('unreadable', '文件加了密码，或者设了编辑限制，不能改写。请去掉密码和限制，另存后再上传')

function pagesOf(doc: PDFDocument): number {
  try {
    const count = doc.getPageCount()
    if (count > 0) return count
  } catch {
    // A tree of pages that leads nowhere is a damaged file.
  }
  throw damaged()
}

/** Covers what is asked in a PDF. Pages on which the check still finds something are made pictures; where that does not help, there is no result. */
export async function redactPdf(bytes: Uint8Array, redactions: readonly Redaction[]): Promise<Result> {
  let pictures: ReadonlySet<number> = new Set()
  for (;;) {
    const made = await attempt(bytes, redactions, pictures)
    if (made.proof.extractors.every(({ found }) => found === 0)) return { bytes: made.bytes, proof: made.proof }
    const more = new Set([...pictures, ...(made.pages.length > 0 ? made.pages : made.proof.pages.map(({ page }) => page))])
    if (more.size === pictures.size)
      throw new Stop('unreadable', '复核时在新文件里还找得到被遮盖的内容，所以没有交出。请把这份文件打印后扫描成图片，再上传处理')
    pictures = more
  }
}

type Attempt = Result & { readonly pages: readonly number[] }

async function attempt(bytes: Uint8Array, redactions: readonly Redaction[], pictures: ReadonlySet<number>): Promise<Attempt> {
  const opened = await openPdf(bytes)
  const fonts: FontUse = new Map()
  const font = markFont(opened.doc.context)
  const told: Told[] = []
  for (const [i, page] of opened.pages.entries()) {
    if (pictures.has(i + 1)) page.unsafe ??= 'the check still found what was covered'
    const done = await carryOut(opened, i + 1, redactions, fonts)
    told.push(done)
    if (done.aims.length > 0) nameMarkFont(page.page.node.lookup(PDFName.of('Resources'), PDFDict), font)
  }
  pruneFonts(fonts)
  forgetUnreached(opened.doc)
  const output = await opened.doc.save({ addDefaultPage: false, useObjectStreams: true })
  const needles = needlesOf(opened, told, redactions)
  const checked = await verify(output, needles)
  const isClean = checked.results.every(({ found }) => found === 0)
  const inPictures = isClean ? await checkPictures(output, await picturesOf(opened), redactions) : 0
  await opened.close()
  const proof: Proof = {
    kind: 'pdf',
    original: { sha256: sha256Of(bytes), bytes: bytes.length },
    output: { sha256: sha256Of(output), bytes: output.length },
    pages: opened.pages.map(({ unsafe }, i) => ({ page: i + 1, how: unsafe === undefined ? 'rewritten' : 'picture', because: unsafe ?? null })),
    carried: told.flatMap(({ carried }) => carried),
    cleaned: sentencesOf(opened.dropped),
    extractors: checked.results,
    inPictures,
    elsewhere: needles.filter(({ text, allowed }) => [...text].length >= LEAST_ELSEWHERE && allowed.some((n) => n > 0)).length,
  }
  return { bytes: output, proof, pages: checked.pages }
}

async function picturesOf(opened: Opened): Promise<PicturePage[]> {
  const all = opened.pages.map(async (page, i) => {
    const found = page.unsafe === undefined ? [] : ((await opened.flat()).letters[i] ?? [])
    return { number: i + 1, page, glyphs: opened.measured[i]?.glyphs ?? [], found }
  })
  return (await Promise.all(all)).filter(({ page }) => page.unsafe !== undefined)
}

/** What a redaction takes of a page that becomes a picture: what either of two programs finds there. */
async function aimsInPicture(opened: Opened, number: number, redactions: readonly Redaction[]): Promise<Aim[]> {
  const glyphs = opened.measured[number - 1]?.glyphs ?? []
  const found = (await opened.flat()).letters[number - 1] ?? []
  const aims = aimsOf(redactions, number, glyphs)
  const more = redactions.flatMap((redaction, index): Aim[] => {
    const boxes = redaction.kind === 'words' ? boxesFoundElsewhere({ glyphs, found }, redaction.words) : []
    return boxes.length > 0 ? [{ redaction: index, mark: redaction.mark, boxes, glyphs: new Set() }] : []
  })
  return [...aims, ...more]
}

type Told = { readonly carried: readonly Carried[]; readonly aims: readonly Aim[] }

async function carryOut(opened: Opened, number: number, redactions: readonly Redaction[], fonts: FontUse): Promise<Told> {
  const page = opened.pages[number - 1] as NewPage // one for each number
  let aims = aimsOf(redactions, number, opened.measured[number - 1]?.glyphs ?? [])
  const counts = (page.unsafe === undefined && (await rewrite(opened, number, aims, fonts))) || undefined
  if (counts === undefined) {
    if (opened.measured[number - 1]?.isPicture !== true) opened.measured[number - 1] = await measure(opened.fresh, opened.flat, page, number)
    aims = await aimsInPicture(opened, number, redactions)
  }
  const covers = aims.flatMap(({ boxes, mark }) => boxes.map((box) => ({ box, mark })))
  const glyphs = opened.measured[number - 1]?.glyphs ?? []
  const taken = { boxes: covers.map(({ box }) => box), glyphs, gone: new Set(aims.flatMap((aim) => [...aim.glyphs])) }
  const content = counts?.content ?? (await pictureOfPage(opened.doc, (await opened.flat()).reader, number, page, taken))
  const whole = Buffer.from(`q\n${content}\nQ\n${coversOf(covers, page.matrix)}`, 'latin1')
  page.page.node.set(PDFName.of('Contents'), opened.doc.context.register(streamOf(opened.doc.context.obj({}), whole)))
  const carried = aims.map(({ redaction, mark, glyphs }, i) => ({
    redaction,
    mark,
    page: number,
    letters: glyphs.size,
    pictures: i === 0 ? (counts?.pictures ?? 0) : 0,
    drawings: i === 0 ? (counts?.drawings ?? 0) : 0,
  }))
  return { carried, aims }
}

/** A letter beside the page: nobody sees it, and nobody can mark it. */
const isOff = ({ width, height }: NewPage, { cell }: PlacedGlyph): boolean => !meets(grown(around(cell), 0.01), { x: 0, y: 0, width, height })

/** Rewrites the content of a page; a page that turns out not to be safe is marked so, and gives nothing. */
async function rewrite(
  opened: Opened,
  number: number,
  aims: readonly Aim[],
  fonts: FontUse,
): Promise<{ content: string; pictures: number; drawings: number } | undefined> {
  const page = opened.pages[number - 1] as NewPage // one for each number
  const jobs: (() => Promise<void>)[] = []
  const own: FontUse = new Map()
  try {
    const scene = sceneOf(page, opened.measured[number - 1]?.shows ?? [], {
      boxes: aims.flatMap(({ boxes }) => boxes),
      isGone: (glyph) => isOff(page, glyph) || aims.some(({ glyphs }) => glyphs.has(glyph.index)),
      fonts: own,
      cuts: true,
      later: (job) => void jobs.push(job),
    })
    const walked = walk(contentOfPage(page), page.page.node.lookup(PDFName.of('Resources'), PDFDict), page.matrix, scene)
    for (const job of jobs) await job()
    page.page.node.set(PDFName.of('Resources'), walked.resources)
    for (const [font, use] of own) fonts.set(font, new Map([...(fonts.get(font) ?? []), ...use]))
    return { content: walked.content, pictures: scene.pictures, drawings: scene.drawings }
  } catch (error) {
    if (!(error instanceof Unsafe)) throw error
    page.unsafe = error.message
    return undefined
  }
}

/** What the check looks for: each covered text, and how often each page still says it uncovered, or on a black box. */
function needlesOf(opened: Opened, told: readonly Told[], redactions: readonly Redaction[]): Needle[] {
  const kept = opened.pages.map((page, i) => {
    const gone = new Set(told[i]?.aims.flatMap(({ glyphs }) => [...glyphs]))
    const left = page.unsafe === undefined ? (opened.measured[i]?.glyphs ?? []).filter((glyph) => !gone.has(glyph.index) && !isOff(page, glyph)) : []
    const marks = (told[i]?.aims ?? []).flatMap(({ boxes, mark }) => boxes.map(() => mark)).join('')
    const texts = [
      paintedRun(left).text,
      lineRuns(left)
        .map((run) => run.text)
        .join('\n'),
    ].map((text) => compared(text).text)
    return (needle: string): number => Math.max(...texts.map((text) => timesIn(text, needle))) + timesIn(marks, needle)
  })
  const taken = new Set<string>()
  for (const redaction of redactions) if (redaction.kind === 'words') taken.add(compared(redaction.words).text)
  for (const [i, { aims }] of told.entries()) for (const aim of aims) for (const text of takenTexts(aim, opened.measured[i]?.glyphs ?? [])) taken.add(text)
  return [...taken].filter((text) => text !== '').map((text) => ({ text, allowed: kept.map((count) => count(text)) }))
}
