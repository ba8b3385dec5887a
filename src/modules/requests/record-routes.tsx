import { Hono } from 'hono'
import { isRefusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { download, page, see, statusOf, textFields, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { findAttachment, listAttachments } from '../files/index.ts'
import { may, viewerOf } from '../identity/index.ts'
import { listDepartments } from '../organizations/index.ts'
import { findAnswerBrief } from './answers/store.ts'
import { unansweredBecause } from './answers/take-answer-step.ts'
import { isAnswerVisibleTo } from './answers/visibility.ts'
import { listCopies } from './copies/copy-store.ts'
import { findLetters, wordingsOn } from '../letters/index.ts'
import { isAnswered, isDecision } from './decisions.ts'
import { subjectOf } from './letters/subject.ts'
import { isStep, type Step } from './lifecycle.ts'
import { earlierOf } from './radar/earlier.ts'
import { StaffRequestPage } from './pages/staff-request.tsx'
import type { StaffRequestProps } from './pages/staff-request-props.ts'
import { draftText } from './reply.ts'
import { listRemediesOf } from './remedies/store.ts'
import { clockOfState } from './request.ts'
import { orderOf } from './step-forms.ts'
import { findRequest, openApplicant, type Request } from './store.ts'
import { takeStepOn } from './take-step.ts'
import { lastChanges } from './versions/read-versions.ts'
import { isVisibleTo } from './visibility.ts'

import { deskOf, READERS } from './staff-desk.ts'

type More = Partial<Pick<StaffRequestProps, 'applicant' | 'step' | 'refused'>>

/** `/staff/requests/:number`: one request on one page, and the steps this person may take. */
export function recordRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { visible, show } = recordOf(house)

  app.get('/requests/:number', may(...READERS), async (c) => {
    const request = await visible(c)
    const step = c.req.query('step') ?? ''
    return request ? await show(c, request, isStep(step) ? { step } : {}) : c.notFound()
  })

  app.get('/requests/:number/files/:id', may(...READERS), async (c) => {
    const request = await visible(c)
    const file = request && (await findAttachment(house, `requests/${request.number}`, c.req.param('id')).catch(() => undefined))
    if (!request || !file) return c.notFound()
    await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '下载附件', subject: `requests/${request.number}`, note: file.name })
    return download(c, file.name, file.media, file.bytes)
  })

  app.post('/requests/:number/unmask', may(...READERS), async (c) => {
    const request = await visible(c)
    if (!request) return c.notFound()
    const { why = '' } = await textFields(c)
    if (!why)
      return await show(c, request, { refused: { step: 'assign', because: refuse('invalid', '写明查看完整个人信息的用途，再点查看'), values: {} } }, 422)
    // 个人信息保护法第五十一条: access is limited, and each look is recorded before anything is shown.
    await leaveTrace(house.db, {
      at: house.now(),
      by: viewerOf(c),
      act: '查看个人信息',
      subject: `requests/${request.number}`,
      article: '个人信息保护法第五十一条',
      note: why.slice(0, 200),
    })
    return await show(c, request, { applicant: openApplicant(request, house.cipher) })
  })

  app.post('/requests/:number/:step', may(...READERS), async (c) => {
    const step = c.req.param('step')
    const request = await visible(c)
    if (!request || !isStep(step)) return c.notFound()
    const { version = '', template, ...values } = await textFields(c)
    if (step === 'draftReply' && template) return await showTemplate(c, request, values)
    const order = orderOf(step, values)
    const taken = isRefusal(order) ? order : await takeStepOn(house, request.number, Number(version), order, viewerOf(c))
    if (!isRefusal(taken)) return see(c, `/staff/requests/${request.number}`)
    const latest = (await visible(c)) ?? request
    return await show(c, latest, { refused: { step, because: taken, values } }, statusOf[taken.refused])
  })

  const showTemplate = async (c: Web, request: Request, values: Readonly<Record<string, string>>) => {
    const decision = values['decision'] ?? ''
    if (!isDecision(decision)) return c.notFound()
    const { agencyName } = await deskOf(house).frame(c)
    const about = { agency: agencyName, receivedOn: request.state.receivedOn, subject: request.subject }
    const words = await wordingsOn(house.db, request.agencyId, (await deskOf(house).at()).today)
    const text = draftText(decision, { ...about, ...(await repeatedBy(c, request, values['repeats'])) }, words)
    return await show(c, request, {
      refused: { step: 'draftReply' as Step, because: refuse('invalid', '已换用范本，请核对〔〕处后提交'), values: { decision, text } },
    })
  }

  /** The answer a repeated request points to, where this viewer's panel offers it. */
  const repeatedBy = async (c: Web, request: Request, number: string | undefined) => {
    if (number === undefined) return {}
    const one = (await earlierOf(house.db, request, viewerOf(c))).same.find((earlier) => earlier.number === number && isAnswered(earlier))
    if (!one?.concludedOn) return {}
    const letters = await findLetters(house.db, request.agencyId, `requests/${number}`)
    const answer = letters.findLast(({ code, number: given, signedAt }) => code.startsWith('D') && given !== null && signedAt !== null)
    return { earlier: { number: answer?.number ?? `${number}号`, on: one.concludedOn } }
  }

  return app
}

function recordOf(house: House) {
  const { at, frame } = deskOf(house)
  const visible = async (c: Web): Promise<Request | undefined> => {
    const request = await findRequest(house.db, c.req.param('number') ?? '')
    return request && isVisibleTo(request, viewerOf(c)) ? request : undefined
  }
  const show = async (c: Web, request: Request, more: More, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const now = await at()
    const mayPublish = unansweredBecause(request) === undefined && isAnswerVisibleTo(request, viewerOf(c))
    const [files, departments, base, answer, remedies, letters, copies, earlier] = await Promise.all([
      request.hasFiles ? listAttachments(house.db, `requests/${request.number}`) : [],
      listDepartments(house.db, request.agencyId),
      frame(c),
      mayPublish ? findAnswerBrief(house.db, request.id) : undefined,
      request.state.conclusion ? listRemediesOf(house.db, request.agencyId, request.number) : [],
      request.state.draft || request.state.conclusion ? findLetters(house.db, request.agencyId, subjectOf(request)) : [],
      listCopies(house.db, request),
      request.hasOthers ? earlierOf(house.db, request, viewerOf(c)) : { same: [], others: 0 },
    ])
    const changes = await lastChanges(house, request, viewerOf(c), letters)
    const words = (more.refused?.step ?? more.step) === 'draftReply' ? await wordingsOn(house.db, request.agencyId, now.today) : undefined
    const clock = clockOfState(request.state, request.state.conclusion?.on ?? now.today, now.calendar)
    const publicAnswer = mayPublish ? (answer ?? { stage: null, number: null }) : null
    return page(
      c,
      <StaffRequestPage
        {...base}
        {...now}
        {...{ request, clock, files, letters, copies, changes, departments, publicAnswer, remedies, earlier, words }}
        applicant={null}
        {...more}
      />,
      status,
    )
  }

  return { visible, show }
}
