import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { beijingDay } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { download, page, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import {
  bytesOfLetter,
  findLetter,
  findLetters,
  findOwed,
  findPosted,
  isLacking,
  isLetterCode,
  type LetterCode,
  letterOf,
  type LetterRecord,
  type LetterValues,
  listVersions,
  noLongerOwed,
  previewLetter,
  produceLetter,
  replaceLetter,
  signLetter,
  templateOn,
  valuesFor,
} from '../../letters/index.ts'
import { deskOf } from '../staff-desk.ts'
import { findRequest, holdRequest, type Request } from '../store.ts'
import { isVisibleTo } from '../visibility.ts'
import { notMadeBecause, notReplacedBecause, notSignedBecause } from './closed-letters.ts'
import { goesAlone, lettersFitting } from './letter-of.ts'
import { formFields, RequestLettersPage, type RequestLettersProps } from './pages/request-letters.tsx'
import { postingRoutesAt, toSendRoutes } from './posting-routes.tsx'
import { valuesOfRequest } from './request-values.ts'
import { pathOf, subjectOf } from './subject.ts'

const OFFICE = ['information-officer', 'reviewer', 'signer'] as const
const ONE = ':id{[0-9]{1,15}}'
const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const

type More = Partial<Pick<RequestLettersProps, 'form' | 'fixes' | 'refused' | 'refusedPosting'>>
type Status = 200 | 422 | (typeof statusOf)[keyof typeof statusOf]

/** What letters are made about: a request, or one as its answer ordered anew sees it. */
export type LetterSource = {
  readonly find: (c: Web) => Promise<Request | undefined>
  /** As it now is, held until the transaction ends, so that it is not reviewed or signed before the letter is kept. */
  readonly hold: (tx: Db, request: Request) => Promise<Request | undefined>
}

/** `/staff/requests/:number/letters`: the letters of a request; it stands before `/requests/:number/:step`. */
export const requestLetterRoutes = (house: House): Hono<WebEnv> =>
  letterRoutesAt(house, '/requests/:number/letters', {
    find: async (c) => {
      const request = await findRequest(house.db, c.req.param('number') ?? '')
      return request && isVisibleTo(request, viewerOf(c)) ? request : undefined
    },
    hold: async (tx, { number }) => {
      await holdRequest(tx, number)
      return await findRequest(tx, number)
    },
  }).route('/', toSendRoutes(house))

export function letterRoutesAt(house: House, PATH: string, source: LetterSource): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { visible, show, formOf } = lettersOf(house, source)

  app.get(PATH, may(...OFFICE), async (c) => {
    const request = await visible(c)
    const code = c.req.query('code') ?? ''
    if (!request) return c.notFound()
    const isMaking = isLetterCode(code) && viewerOf(c).role === 'information-officer'
    return await show(c, request, isMaking ? { form: await formOf(request, code, null) } : {})
  })

  app.post(PATH, may('information-officer'), async (c) => {
    const request = await visible(c)
    const values = await textFields(c)
    const { code = '', key = '', preview = '' } = values
    if (!request || !isLetterCode(code) || !isUuid(key)) return c.notFound()
    const all = await whole(request, code, values)
    const made = preview === '' ? await make(c, request, code, key, all) : await look(c, code, all)
    if (made !== null && isLacking(made)) {
      const errors = Object.fromEntries(made.missing.map(({ key: field, name, how }) => [field, `${name}：${how}`]))
      return await show(c, request, { form: { ...(await formOf(request, code, values)), key, errors, missing: made.missing } }, 422)
    }
    if (isRefusal(made)) return await show(c, request, { form: await formOf(request, code, values), refused: made.because }, statusOf[made.refused])
    if ('docx' in made && made.docx instanceof Uint8Array) {
      const ending = preview === 'docx' ? 'docx' : 'pdf'
      return download(c, `${letterOf(code).name}（预览）.${ending}`, MEDIA[ending], made[ending] as Uint8Array) // both are bytes when one is
    }
    return see(c, `${pathOf(request)}/letters`)
  })

  /** What the officer wrote goes before what the request says; the applicant and the days of the record cannot be written over. */
  const whole = async (request: Request, code: LetterCode, typed: Values): Promise<LetterValues> => ({
    ...(await valuesOfRequest(house, request, code)),
    ...Object.fromEntries(formFields(code).map((field) => [field, typed[field] ?? ''])),
  })
  const make = async (c: Web, request: Request, code: LetterCode, key: string, values: LetterValues) => {
    const wanted = { code, subject: subjectOf(request), values, day: beijingDay(house.now()) }
    const made = await produceLetter(house, viewerOf(c), key, wanted, (db) => closed(source, db, request, (now) => notMadeBecause(now, code)))
    if ('edition' in made && !goesAlone(request.state, code)) await noLongerOwed(house.db, made.id)
    return made
  }
  const look = async (c: Web, code: LetterCode, values: LetterValues) => {
    const { agencyId } = viewerOf(c)
    const day = beijingDay(house.now())
    const template = templateOn(await listVersions(house, agencyId, code), day)
    return template ? await previewLetter(house, agencyId, { code, values, day }, template) : refuse('not-now', '没有现行的范本')
  }

  return app.route('/', oneLetterRoutes(house, PATH, source))
}

function oneLetterRoutes(house: House, PATH: string, source: LetterSource): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { visible, show } = lettersOf(house, source)
  const letterIn = async (c: Web, request: Request): Promise<LetterRecord | undefined> => {
    const letter = await findLetter(house.db, viewerOf(c).agencyId, Number(c.req.param('id')))
    return letter?.subject === subjectOf(request) ? letter : undefined
  }

  app.get(`${PATH}/${ONE}/:ending{docx|pdf}`, may(...OFFICE), async (c) => {
    const request = await visible(c)
    const letter = request && (await letterIn(c, request))
    if (!letter || letter.docx === '') return c.notFound()
    const ending = c.req.param('ending') === 'docx' ? 'docx' : 'pdf'
    await leaveTrace(house.db, {
      at: house.now(),
      by: viewerOf(c),
      act: '下载文书',
      subject: letter.subject,
      note: `${letter.code} ${letter.number ?? ''}`.trim(),
    })
    return download(
      c,
      `${letter.number ?? letter.code} ${letterOf(letter.code).name}.${ending}`.replaceAll('/', '、'),
      MEDIA[ending],
      await bytesOfLetter(house, letter, ending),
    )
  })

  app.post(`${PATH}/${ONE}/edited`, may('information-officer'), async (c) => {
    const request = await visible(c)
    const letter = request && (await letterIn(c, request))
    if (!request || !letter) return c.notFound()
    const [file] = await uploadedFiles(c, 'file')
    if (!file) return await show(c, request, { refused: '选择在 Word 里改好的文件' }, 422)
    const replaced = await replaceLetter(
      house,
      viewerOf(c),
      letter.id,
      file,
      async (db) => (await keptBack(db, letter)) ?? (await closed(source, db, request, ({ state }, letters) => notReplacedBecause(state, letter, letters))),
    )
    if (isRefusal(replaced)) return await show(c, request, { refused: replaced.because }, statusOf[replaced.refused])
    if ('fixes' in replaced) return await show(c, request, { fixes: { file: file.name, fixes: replaced.fixes } }, 422)
    return see(c, `${pathOf(request)}/letters`)
  })

  app.post(`${PATH}/${ONE}/sign`, may('signer'), async (c) => {
    const request = await visible(c)
    const letter = request && (await letterIn(c, request))
    if (!request || !letter) return c.notFound()
    const { edition } = await textFields(c)
    if (edition !== String(letter.edition)) return await show(c, request, { refused: '这份文书刚刚换了新的一稿，请看过后再签发' }, statusOf.stale)
    const signed = await house.db.transaction().execute(async (tx) => {
      const shut = (await keptBack(tx, letter)) ?? (await closed(source, tx, request, ({ state }, letters) => notSignedBecause(state, letter, letters)))
      return shut ?? (await signLetter(tx, viewerOf(c), letter.id, house.now()))
    })
    return isRefusal(signed) ? await show(c, request, { refused: signed.because }, statusOf[signed.refused]) : see(c, `${pathOf(request)}/letters`)
  })
  return app.route('/', postingRoutesAt(house, `${PATH}/${ONE}`, { visible, letterIn, hold: source.hold, show }))
}

/** What is not sent is not signed or changed either: another was made. */
async function keptBack(db: Db, { id, agencyId, subject, code }: LetterRecord): Promise<Refusal | undefined> {
  const posted = (await findPosted(db, agencyId, subject)).get(id)
  return posted?.keptBack ? refuse('not-now', `${letterOf(code).name}已记为不再寄送，不再签发和更换`) : undefined
}

/** Why a request as it now is leaves a letter closed. */
async function closed(
  source: LetterSource,
  db: Db,
  before: Request,
  because: (request: Request, letters: readonly LetterRecord[]) => Refusal | undefined,
): Promise<Refusal | undefined> {
  const request = await source.hold(db, before)
  if (!request) return refuse('not-found', '没有这件申请')
  return because(request, await findLetters(db, request.agencyId, subjectOf(request)))
}

function lettersOf(house: House, { find }: LetterSource) {
  const visible = find
  const show = async (c: Web, request: Request, more: More, status: Status = 200) => {
    const frame = await deskOf(house).frame(c)
    const of = [house.db, request.agencyId, subjectOf(request)] as const
    const [letters, posted, owed] = await Promise.all([findLetters(...of), findPosted(...of), findOwed(...of)])
    const { role } = frame.viewer
    const props = {
      ...{ number: request.number, path: pathOf(request), isAnew: request.anew !== undefined },
      ...{ applicantMasked: request.applicantMasked, letters, state: request.state, fitting: lettersFitting(request) },
      ...{ mayMake: role === 'information-officer', maySign: role === 'signer', form: null, fixes: null, refused: null },
      ...{ posted, owed, life: request, today: beijingDay(house.now()), deliveryWay: request.deliveryWay },
      ...{ mayPost: role === 'information-officer', refusedPosting: null },
    }
    return page(c, <RequestLettersPage {...frame} {...props} {...more} />, status)
  }
  /** A form with what was typed, or what the request and the office say. */
  const formOf = async (request: Request, code: LetterCode, typed: Values | null) => {
    const day = beijingDay(house.now())
    const known = await valuesFor(house, request.agencyId, { code, values: await valuesOfRequest(house, request, code), day })
    const values = typed ?? known
    const shown = Object.fromEntries(formFields(code).map((field) => [field, values[field] ?? '']))
    return { code, key: randomUUID(), values: shown, errors: {}, missing: [], remedy: known.remedy ?? '' }
  }
  return { visible, show, formOf }
}
