import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isPlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { DESK_ANSWER_FIELDS, deskAnswerLine } from '../list-fields.ts'
import { deskOf } from '../staff-desk.ts'
import { findRequest, type Request } from '../store.ts'
import { contentIn, orderIn } from './forms.ts'
import { isAnswerStep } from './lifecycle.ts'
import { AnswerDeskPage, DESK_STAGES, StaffAnswerPage, type StaffAnswerProps } from './pages/staff.tsx'
import { askedByOthers } from './same-matter.ts'
import { type DeskAnswer, type DeskPlace, findAnswer, listDeskAnswers, listGranted } from './store.ts'
import { draftAnswer, takeAnswerStepOn, unansweredBecause } from './take-answer-step.ts'
import { ANSWER_DESK, isAnswerVisibleTo } from './visibility.ts'

const MOST_EXPORTED_PAGES = 200
const PATH = '/requests/:number/answer'

/** `/staff/requests/answers` and each request's own: it stands before `/requests/:number`. */
export function answerStaffRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { visible, show } = answerOf(house)

  for (const kind of LIST_FILES)
    app.get(`/requests/answers.${kind}`, may(...ANSWER_DESK), async (c) => {
      const viewer = viewerOf(c)
      const stage = DESK_STAGES.find((one) => one === c.req.query('stage')) ?? 'review'
      const { rows } = await readPages<DeskAnswer, DeskPlace>(null, MOST_EXPORTED_PAGES, (after) => listDeskAnswers(house.db, viewer.agencyId, stage, after))
      await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出公开答复台账', subject: 'requests/answers', note: `${stage} ${kind}` })
      const lines = rows.map((row) => deskAnswerLine(row, stage))
      return await listFile(c, kind, '公开答复台账', deskOf(house).today(), DESK_ANSWER_FIELDS, lines)
    })

  app.get('/requests/answers', may(...ANSWER_DESK), async (c) => {
    const { stage: asked, after: place = '' } = c.req.query()
    const stage = DESK_STAGES.find((one) => one === asked) ?? 'review'
    const after = placeIn(place)
    const list = await listDeskAnswers(house.db, viewerOf(c).agencyId, stage, after)
    return page(c, <AnswerDeskPage {...(await deskOf(house).frame(c))} {...list} stage={stage} after={after} />)
  })

  app.get(PATH, may(...ANSWER_DESK), async (c) => {
    const request = await visible(c)
    const step = c.req.query('step') ?? ''
    return request ? await show(c, request, isAnswerStep(step) ? { step } : {}) : c.notFound()
  })

  app.post(PATH, may(...ANSWER_DESK), async (c) => {
    const request = await visible(c)
    const values = await textFields(c)
    const { key = '' } = values
    if (!request || !isUuid(key)) return c.notFound()
    const content = contentIn(values)
    const drafted = isRefusal(content) ? content : await draftAnswer(house, viewerOf(c), request.number, key, content)
    if (!isRefusal(drafted)) return see(c, `/staff/requests/${request.number}/answer`)
    return await show(c, request, { formKey: key, refused: { step: 'draft', because: drafted, values } }, statusOf[drafted.refused])
  })

  app.post(`${PATH}/:step{[a-zA-Z]+}`, may(...ANSWER_DESK), async (c) => {
    const step = c.req.param('step')
    const request = await visible(c)
    if (!request || !isAnswerStep(step)) return c.notFound()
    const values = await textFields(c)
    const { version = '' } = values
    const order = orderIn(step, values)
    // A form without a version was sent by hand: it is as good as stale.
    const seen = /^\d{1,9}$/.test(version) ? Number(version) : -1
    const taken = isRefusal(order) ? order : await takeAnswerStepOn(house, request.number, seen, order, viewerOf(c))
    if (!isRefusal(taken)) return see(c, `/staff/requests/${request.number}/answer`)
    return await show(c, request, { refused: { step, because: taken, values } }, statusOf[taken.refused])
  })
  return app
}

type More = Partial<Pick<StaffAnswerProps, 'step' | 'refused' | 'formKey'>>

function answerOf(house: House) {
  const visible = async (c: Web): Promise<Request | undefined> => {
    const request = await findRequest(house.db, c.req.param('number') ?? '')
    return request && isAnswerVisibleTo(request, viewerOf(c)) ? request : undefined
  }
  const show = async (c: Web, request: Request, more: More, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const unanswered = unansweredBecause(request)
    const group = request.state.conclusion?.decision
    const isGiven = group === 'granted' || group === 'partly_granted'
    const [answer, granted] = await Promise.all([findAnswer(house.db, request.id), isGiven ? listGranted(house.db, request.agencyId) : []])
    const links = answer?.state.content.links ?? []
    const titles =
      links.length === 0
        ? new Map()
        : await publicTitles(
            house.db,
            request.agencyId,
            links.map(({ item }) => item),
          )
    const props = { request, answer: answer ?? null, unanswered, titles, others: askedByOthers(request, granted), formKey: randomUUID() }
    return page(c, <StaffAnswerPage {...(await deskOf(house).frame(c))} {...props} {...more} />, status)
  }
  return { visible, show }
}

/** `2026-11-24 10:00:00+08~431`, the moment a row moved and its id. */
function placeIn(text: string): DeskPlace | null {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\d [\d:.+-]{8,22})~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(at.slice(0, 10)) && !Number.isNaN(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00'))) ? { at, id: Number(id) } : null
}
