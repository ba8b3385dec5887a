import { Hono } from 'hono'
import { beijingDay, isPlainDate, yearOf } from '../../../kernel/plain-date.ts'
import { isRefusal, refuse } from '../../../kernel/refusal.ts'
import { PETITION_FIELDS, petitionLine } from '../list-fields.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import type { House } from '../../../platform/house.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { addWorkingDays, loadCalendar } from '../../calendar/index.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { consoleFrame, may, viewerOf } from '../../identity/index.ts'
import { askedByOthers } from '../answers/same-matter.ts'
import { listGranted } from '../answers/store.ts'
import { petitionOrderIn } from './forms.ts'
import { PETITION_AMBER_DAYS, PETITION_KINDS, type PetitionKind, petitionDesk, petitionName, petitionPrefix } from './kinds.ts'
import { isPetitionStep } from './lifecycle.ts'
import { PetitionDeskPage } from './pages/desk.tsx'
import { PetitionFilePage, type PetitionFileProps } from './pages/staff.tsx'
import { matterOf, petitionDue, textsOf } from './petition.ts'
import { isAgainst } from './steps.ts'
import { findPetition, listLatest, listPetitions, type Petition, type PetitionPlace, petitionFigures } from './store.ts'
import type { Sender } from './submit-petition.ts'
import { takePetitionStepOn } from './take-petition-step.ts'

const OFFICE = ['information-officer', 'reviewer', 'signer'] as const
const MOST_EXPORTED_PAGES = 200

/** `/staff/complaints` and `/staff/suggestions`. */
export function petitionStaffRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  for (const kind of PETITION_KINDS) {
    const at = petitionDesk[kind].replace('/staff', '')
    app.route(at, deskRoutes(house, kind)).route(at, fileRoutes(house, kind))
  }
  return app
}

async function whenOf(house: House) {
  const today = beijingDay(house.now())
  const calendar = await loadCalendar(house.db)
  return { today, calendar, amberOn: addWorkingDays(today, PETITION_AMBER_DAYS, calendar) }
}

function deskRoutes(house: House, kind: PetitionKind): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const isOpen = (c: Web) => c.req.query('tab') !== 'done'

  app.get('/', may(...OFFICE), async (c) => {
    const { agencyId } = viewerOf(c)
    const after = placeIn(c.req.query('after') ?? '')
    const when = await whenOf(house)
    const year = yearOf(when.today)
    const [frame, list, figures] = await Promise.all([
      consoleFrame(house, c),
      listPetitions(house.db, agencyId, kind, isOpen(c), after),
      petitionFigures(house.db, agencyId, kind, year),
    ])
    return page(c, <PetitionDeskPage {...frame} {...when} {...list} {...{ kind, after, year, figures }} open={isOpen(c)} />)
  })

  for (const file of LIST_FILES)
    app.get(`/list.${file}`, may(...OFFICE), async (c) => {
      const { agencyId } = viewerOf(c)
      const { rows } = await readPages<Awaited<ReturnType<typeof listPetitions>>['rows'][number], PetitionPlace>(null, MOST_EXPORTED_PAGES, (after) =>
        listPetitions(house.db, agencyId, kind, isOpen(c), after),
      )
      await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: `导出${petitionName[kind]}台账`, subject: 'petitions' })
      return await listFile(c, file, petitionName[kind], beijingDay(house.now()), PETITION_FIELDS, rows.map(petitionLine))
    })
  return app
}

/** `2026-12-01.431`; anything else is the first page. */
function placeIn(text: string): PetitionPlace | null {
  const [, day = '', id = ''] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(day) ? { day, id: Number(id) } : null
}

type More = Partial<Pick<PetitionFileProps, 'step' | 'refused' | 'sender'>>

function fileRoutes(house: House, kind: PetitionKind): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const NUMBER = `/:number{${petitionPrefix[kind]}-20[0-9]{2}-[0-9]{4,6}}`
  const { found, show } = fileOf(house, kind)

  app.get(NUMBER, may(...OFFICE), async (c) => {
    const petition = await found(c)
    const step = c.req.query('step') ?? ''
    return petition ? await show(c, petition, isPetitionStep(step) ? { step } : {}) : c.notFound()
  })

  app.post(`${NUMBER}/unmask`, may(...OFFICE), async (c) => {
    const petition = await found(c)
    if (!petition) return c.notFound()
    const viewer = viewerOf(c)
    const { why = '' } = await textFields(c)
    const closed = isAgainst({ ...petition, texts: textsOf(petition) }, viewer)
      ? refuse('not-yours', '这件投诉写到了您，投诉人的信息不向您显示', '条例第五十一条')
      : why
        ? undefined
        : refuse('invalid', '写明查看完整个人信息的用途，再点查看')
    if (closed) return await show(c, petition, { refused: { step: 'unmask', because: closed, values: {} } }, statusOf[closed.refused])
    // 个人信息保护法第五十一条: access is limited, and each look is recorded before anything is shown.
    await leaveTrace(house.db, {
      at: house.now(),
      by: viewer,
      act: '查看个人信息',
      subject: `petitions/${petition.number}`,
      article: '个人信息保护法第五十一条',
      note: why.slice(0, 200),
    })
    const sender: Sender = JSON.parse(house.cipher.open(petition.senderSealed))
    return await show(c, petition, { sender })
  })

  app.post(`${NUMBER}/:step{[a-zA-Z]+}`, may(...OFFICE), async (c) => {
    const step = c.req.param('step') ?? ''
    const petition = await found(c)
    if (!petition || !isPetitionStep(step)) return c.notFound()
    const { version = '', ...values } = await textFields(c)
    const order = petitionOrderIn(step, values)
    // A form without a version was sent by hand: it is as good as stale.
    const seen = /^\d{1,9}$/.test(version) ? Number(version) : -1
    const taken = isRefusal(order) ? order : await takePetitionStepOn(house, kind, petition.number, seen, order, viewerOf(c))
    if (!isRefusal(taken)) return see(c, `${petitionDesk[kind]}/${petition.number}`)
    return await show(c, (await found(c)) ?? petition, { refused: { step, because: taken, values } }, statusOf[taken.refused])
  })
  return app
}

function fileOf(house: House, kind: PetitionKind) {
  const found = async (c: Web): Promise<Petition | undefined> => {
    const petition = await findPetition(house.db, kind, c.req.param('number') ?? '')
    return petition?.agencyId === viewerOf(c).agencyId ? petition : undefined
  }
  const show = async (c: Web, petition: Petition, more: More, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const when = await whenOf(house)
    const { agencyId } = petition
    const asked = { subject: matterOf(petition.subject), applicantFingerprint: petition.senderFingerprint }
    const [frame, latest, granted] = await Promise.all([
      consoleFrame(house, c),
      kind === 'suggestion' ? listLatest(house.db, agencyId, kind) : [],
      kind === 'suggestion' ? listGranted(house.db, agencyId) : [],
    ])
    const item = petition.state.published?.item
    const title = item === undefined ? null : ((await publicTitles(house.db, agencyId, [item])).get(item)?.title ?? null)
    const others = latest.filter(({ number }) => number !== petition.number).map((one) => ({ ...one, subject: matterOf(one.subject) }))
    const named = others.filter((one) => sameMatter(one, petition))
    const alike = [
      ...named,
      ...askedByOthers(
        asked,
        others.filter((one) => !named.includes(one)),
      ),
    ]
    const requests = askedByOthers(asked, granted)
    const props = { petition, due: petitionDue(kind, petition.state, when.calendar), title, alike, requests, sender: null }
    return page(c, <PetitionFilePage {...frame} {...when} {...props} {...more} />, status)
  }
  return { found, show }
}

type About = Pick<Petition, 'aboutRequest' | 'aboutItem'>
/** Two that name the same request or item are about the same matter, whatever their words. */
const sameMatter = (one: About, other: About): boolean =>
  (one.aboutRequest !== null && one.aboutRequest === other.aboutRequest) || (one.aboutItem !== null && one.aboutItem === other.aboutItem)
