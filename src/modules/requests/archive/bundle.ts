import { strToU8, zipSync } from 'fflate'
import { beijingDay, beijingTime, inChinese } from '../../../kernel/plain-date.ts'
import { sha256Of } from '../../../platform/blobs.ts'
import type { House } from '../../../platform/house.ts'
import { faces, OFFICIAL_PAGE, quoted, typeset } from '../../../platform/typeset.ts'
import { FACES, PAGE } from '../../../platform/official-page.ts'
import { type LedgerDay, loadCalendar } from '../../calendar/index.ts'
import { findAttachment, listAttachments } from '../../files/index.ts'
import { bytesOfLetter, deliveryWayName, deliveryWords, findLetters, findPosted, letterOf, NOT_POSTED } from '../../letters/index.ts'
import { goesAlone } from '../letters/letter-of.ts'
import { bytesOfRedacted, listRedactedCopies } from '../../redaction/index.ts'
import { coveredIn, momentOf } from '../copies/copy.ts'
import { listCopies } from '../copies/copy-store.ts'
import { bytesOf, copiesForApplicant } from '../copies/release.ts'
import { subjectOf } from '../letters/subject.ts'
import { listAnew } from '../remedies/anew.ts'
import { redoClock } from '../remedies/clock.ts'
import { remedyRouteName } from '../remedies/kinds.ts'
import { listRemedyFiles } from '../remedies/store.ts'
import { clockOfState } from '../request.ts'
import type { Request } from '../store.ts'
import { eventLine, remedyLine } from './event-line.ts'

type Part = {
  readonly name: string
  readonly what: string
  readonly bytes: Uint8Array
  /** Of a file that went to the applicant: when it was put with the answer, and when she opened it first. */
  readonly given?: { readonly released_at: Date; readonly opened_at: Date | null }
}
/** A name that every system can unpack. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120)

/**
 * The whole file of a request for a 复议 or a suit: one PDF with its index (卷内目录), what happened and how each day was counted, every letter
 * and every attachment as it was, and a list of hashes that `sha256sum -c` checks.
 */
export async function bundleOf(house: House, request: Request, about: { readonly agency: string }): Promise<Uint8Array> {
  const anew = await listAnew(house.db, request)
  const redone = await Promise.all(anew.map((one) => letterParts(house, one)))
  const parts = [...(await letterParts(house, request)), ...redone.flat(), ...(await fileParts(house, request)), ...(await copyParts(house, request))].map(
    (part, i) => ({
      ...part,
      name: `${String(i + 2).padStart(2, '0')}-${safe(part.name)}`,
    }),
  )
  const index = await typeset(
    await sourceOf(house, request, parts, about),
    { title: `申请 ${request.number} 案卷`, agency: about.agency },
    house.config.fontFolder,
  )
  const all: readonly Part[] = [{ name: '01-案卷目录和经过.pdf', what: '目录、经过和期限台账', bytes: index.pdf }, ...parts]
  const sums = all.map(({ name, bytes }) => `${sha256Of(bytes)}  ${name}`).join('\n')
  const manifest = {
    number: request.number,
    made_at: house.now().toISOString(),
    version: request.version,
    parts: all.map(({ name, what, bytes, given }) => ({ name, what, size: bytes.length, sha256: sha256Of(bytes), ...given })),
  }
  const entries = [
    ...all.map(({ name, bytes }) => [name, bytes] as const),
    ['SHA256SUMS', strToU8(`${sums}\n`)] as const,
    ['manifest.json', strToU8(JSON.stringify(manifest, null, 2))] as const,
  ]
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: new Date('2020-01-01T00:00:00') })
}

async function letterParts(house: House, request: Request): Promise<Part[]> {
  const letters = (await findLetters(house.db, request.agencyId, subjectOf(request))).filter(({ docx }) => docx !== '')
  const parts = await Promise.all(
    letters.map(async (letter) => {
      const { name } = letterOf(letter.code)
      const title = `${letter.number ?? letter.code} ${name}`
      const what = `${request.anew === undefined ? '' : '重新答复：'}${name}${letter.number ? `（${letter.number}）` : ''}，${inChinese(letter.madeOn)}，${letter.signedBy ? `${letter.signedBy}签发` : '未签发'}`
      const [pdf, docx] = await Promise.all([bytesOfLetter(house, letter, 'pdf'), bytesOfLetter(house, letter, 'docx')])
      return [
        { name: `${title}.pdf`, what, bytes: pdf },
        { name: `${title}.docx`, what: `${what}（Word）`, bytes: docx },
      ]
    }),
  )
  return parts.flat()
}

async function fileParts(house: House, request: Request): Promise<Part[]> {
  const subject = `requests/${request.number}`
  const parts: Part[] = []
  for (const { id, name } of await listAttachments(house.db, subject)) {
    const file = await findAttachment(house, subject, id)
    if (file) parts.push({ name, what: `附件：${name}`, bytes: file.bytes })
  }
  return parts
}

/** What went to the applicant with an answer and when she opened it; then the redacted copies that did not go. */
async function copyParts(house: House, request: Request): Promise<Part[]> {
  const copies = (await listCopies(house.db, request)).filter(({ withdrawn }) => withdrawn === null)
  const given = new Set((await copiesForApplicant(house.db, request)).map(({ id }) => id))
  const parts: Part[] = []
  for (const copy of copies) {
    const file = await bytesOf(house, request, copy)
    if (!file) continue
    const fate = copy.openedAt ? `申请人${momentOf(copy.openedAt)}首次打开` : given.has(copy.id) ? '申请人还没有打开' : '答复还没有寄出'
    const what = `${copy.remedy === null ? '' : '重新答复：'}提供给申请人的文件：${copy.name}，${coveredIn(copy)}。${fate}`
    parts.push({ name: copy.name, what, bytes: file.bytes, given: { released_at: copy.releasedAt, opened_at: copy.openedAt } })
  }
  const gone = new Set(copies.map(({ product }) => product))
  for (const { id, name } of await listRedactedCopies(house.db, request.agencyId, request.number)) {
    const file = gone.has(id) ? undefined : await bytesOfRedacted(house, request.agencyId, request.number, id)
    if (file) parts.push({ name, what: `区分处理后的副本（没有提供给申请人）：${name}`, bytes: file.bytes })
  }
  return parts
}

const row = (cells: readonly string[]): string => cells.map((cell) => `[${quoted(cell)}]`).join(', ')
const table = (widths: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `#table(columns: ${widths}, table.header(${row(head)}), ${rows.map(row).join(',\n')})`

/** What was brought over it, and how an answer ordered anew was made and counted. */
async function remedyLines(house: House, request: Request, heading: (words: string) => string): Promise<string[]> {
  const calendar = await loadCalendar(house.db)
  const remedies = await listRemedyFiles(house.db, request.agencyId, request.number)
  return remedies.flatMap(({ state, events }) => {
    const clock = redoClock(state, beijingDay(house.now()), calendar)
    const name = `${remedyRouteName[state.route]}${state.caseNumber && ` ${state.caseNumber}`}`
    const told = events.map(({ at, by, fact, article }) => [`${beijingDay(at)} ${beijingTime(at).slice(0, 5)}`, by, remedyLine(fact, article)])
    return [
      heading(`${name}：经过`),
      table('(7em, 8em, 1fr)', ['时间', '办理', '内容'], told),
      ...(clock
        ? [
            heading(`${name}：重新答复的期限，${inChinese(clock.due)}`),
            table('(6em, 3em, 1fr, 12em)', ['日期', '计日', '为什么', '依据'], clock.ledger.map(dayLine)),
          ]
        : []),
    ]
  })
}
/** How each letter on the way went out, every time; those of answers ordered anew after the others. */
async function postingLines(house: House, requests: readonly Request[], heading: (words: string) => string): Promise<string[]> {
  const told = await Promise.all(
    requests.map(async (request) => {
      const of = [house.db, request.agencyId, subjectOf(request)] as const
      const [letters, all] = await Promise.all([findLetters(...of), findPosted(...of)])
      return letters.flatMap(({ id, code, number }) => {
        const { deliveries, keptBack } = all.get(id) ?? NOT_POSTED
        const name = `${letterOf(code).name}${number ? `（${number}）` : ''}`
        const lines = deliveries.map((one) => [name, inChinese(one.sentOn), `${deliveryWayName[one.way]}：${deliveryWords(one)}`])
        if (keptBack) lines.push([name, inChinese(keptBack.on), `不再寄送：${keptBack.reason}`])
        return lines.length === 0 && goesAlone(request.state, code) ? [[name, '—', '没有登记寄送']] : lines
      })
    }),
  )
  const lines = told.flat()
  return lines.length === 0 ? [] : [heading('途中文书的寄送和送达'), table('(1fr, 7em, 1.4fr)', ['文书', '寄出', '方式和结果'], lines)]
}
const dayLine = ({ date, counted, dayNumber, why, article }: LedgerDay): string[] => [date, counted ? String(dayNumber) : '—', why, article]

const ORDER = [...'一二三四五六七八九十']
async function sourceOf(house: House, request: Request, parts: readonly Part[], { agency }: { agency: string }): Promise<string> {
  const calendar = await loadCalendar(house.db)
  const { state } = request
  const clock = clockOfState(state, state.conclusion?.on ?? beijingDay(house.now()), calendar)
  const title = (words: string) =>
    `#align(center, par(first-line-indent: 0em, text(font: ${faces(FACES.title)}, size: ${PAGE.titlePt}pt, weight: "bold")[${quoted(words)}]))`
  let sections = 0
  const heading = (words: string) => {
    sections += 1
    return `#block(above: 1em, below: .6em, text(weight: "bold")[${quoted(`${ORDER[sections - 1] ?? sections}、${words}`)}])`
  }
  return [
    OFFICIAL_PAGE,
    '#set table(stroke: 0.5pt, inset: 4pt)\n#show table: set text(size: 10.5pt)\n#show table: set par(first-line-indent: 0em, justify: false, leading: 4pt)',
    title('政府信息公开申请案卷'),
    quoted(`${agency}　申请编号 ${request.number}　收到申请之日 ${inChinese(state.receivedOn)}　申请内容：${request.subject}`),
    heading('卷内目录'),
    table(
      '(2.4em, 1fr, 5em)',
      ['序号', '内容', '字节'],
      [['1', '目录、经过和期限台账', '—'], ...parts.map(({ what, bytes }, i) => [String(i + 2), what, String(bytes.length)])],
    ),
    heading('经过'),
    table(
      '(7em, 8em, 1fr)',
      ['时间', '办理', '内容'],
      request.events.map((event) => [`${beijingDay(event.at)} ${beijingTime(event.at).slice(0, 5)}`, event.by, eventLine(event)]),
    ),
    heading('期限是怎样算的'),
    table('(6em, 3em, 1fr, 12em)', ['日期', '计日', '为什么', '依据'], clock.ledger.map(dayLine)),
    ...(await postingLines(house, [request, ...(await listAnew(house.db, request))], heading)),
    ...(await remedyLines(house, request, heading)),
    heading('各件的校验值（SHA-256）'),
    table(
      '(2.4em, 1fr)',
      ['序号', '校验值'],
      parts.map(({ bytes }, i) => [String(i + 2), sha256Of(bytes)]),
    ),
  ].join('\n\n')
}
