import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { beijingDay, isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, refuse } from '../../kernel/refusal.ts'
import { CSV, csvOf } from '../../platform/csv.ts'
import type { House } from '../../platform/house.ts'
import { checkFields, download, page, pageNumber, see, statusOf, textFields, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { loadCalendar } from '../calendar/index.ts'
import { findAttachment, listAttachments } from '../files/index.ts'
import { consoleFrame, may, viewerOf } from '../identity/index.ts'
import { listDepartments } from '../organizations/index.ts'
import { maskedText } from './applicant.ts'
import { ApplicationForm } from './application-form.ts'
import { DECISIONS, isDecision } from './decisions.ts'
import { CHANNELS, channelName, applicantKindName, type Channel } from './kinds.ts'
import { isStep, type Step, stageName } from './lifecycle.ts'
import { DeskPage, QueuePage, RegisteredPage, RegisterPage } from './pages/staff-pages.tsx'
import { StaffRequestPage } from './pages/staff-request.tsx'
import type { StaffRequestProps } from './pages/staff-request-props.ts'
import { countQueue, listQueue, type QueueFilter, TABS } from './queue.ts'
import { draftText } from './reply.ts'
import { clockOfState } from './request.ts'
import { orderOf } from './step-forms.ts'
import { findRequest, openApplicant, type Request } from './store.ts'
import { registerRequest } from './submit-request.ts'
import { takeStepOn } from './take-step.ts'
import { isVisibleTo } from './visibility.ts'

const READERS = ['information-officer', 'handling-department', 'reviewer', 'signer'] as const
const MOST_EXPORTED_PAGES = 200

/** `/staff/requests` and the desk: what staff do with a request. */
export function requestStaffRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const today = () => beijingDay(house.now())
  const frame = async (c: Web) => {
    const base = await consoleFrame(house, c)
    return { ...base, agencyName: base.site.name }
  }
  const at = async () => ({ today: today(), calendar: await loadCalendar(house.db) })

  app.get('/', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const filter = { tab: 'open', text: '', channel: '', department: '', page: 1 } as const
    const tab = viewer.role === 'reviewer' ? ('drafted' as const) : viewer.role === 'signer' ? ('reviewed' as const) : null
    const [counts, urgent, mine] = await Promise.all([
      countQueue(house.db, viewer, now),
      listQueue(house.db, viewer, filter, now),
      tab && listQueue(house.db, viewer, { ...filter, tab }, now),
    ])
    return page(
      c,
      <DeskPage {...(await frame(c))} {...now} counts={counts} urgent={urgent.rows.slice(0, 20)} mine={tab && mine ? { tab, rows: mine.rows } : null} />,
    )
  })

  app.get('/requests', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const filter = filterOf(c)
    const [counts, queue, departments] = await Promise.all([
      countQueue(house.db, viewer, now),
      listQueue(house.db, viewer, filter, now),
      listDepartments(house.db, viewer.agencyId),
    ])
    return page(c, <QueuePage {...(await frame(c))} {...now} filter={filter} counts={counts} rows={queue.rows} more={queue.more} departments={departments} />)
  })

  app.get('/requests.csv', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const now = await at()
    const lines = [['编号', '收到', '到期', '环节', '办结', '答复类型', '申请人类型', '提交方式', '承办科室', '事项']]
    for (let number = 1; number <= MOST_EXPORTED_PAGES; number++) {
      const { rows, more } = await listQueue(house.db, viewer, { ...filterOf(c), page: number }, now)
      for (const row of rows)
        lines.push([
          row.number,
          row.receivedOn,
          row.dueOn ?? '',
          stageName[row.stage],
          row.concludedOn ?? '',
          row.decision ? DECISIONS[row.decision].short : '',
          applicantKindName[row.applicantKind],
          channelName[row.channel],
          row.department ?? '',
          row.subject,
        ])
      if (!more) break
    }
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出申请台账', subject: 'requests' })
    return download(c, `申请台账-${today()}.csv`, CSV, csvOf(lines))
  })

  app.get('/requests/new', may('information-officer'), async (c) =>
    page(
      c,
      <RegisterPage
        {...(await frame(c))}
        formKey={randomUUID()}
        values={{ channel: 'in_person', kind: 'natural_person', format: 'paper', way: 'collect', arrivedOn: today() }}
        errors={{}}
      />,
    ),
  )

  app.post('/requests/new', may('information-officer'), async (c) => {
    const values = await textFields(c)
    const form = checkFields(values, ApplicationForm)
    const arrival = arrivalOf(values)
    if (!form.ok || 'errors' in arrival) {
      const errors = { ...('errors' in arrival ? arrival.errors : {}), ...(form.ok ? {} : form.errors) }
      return page(c, <RegisterPage {...(await frame(c))} formKey={values['key'] || randomUUID()} values={values} errors={errors} />, 422)
    }
    const receipt = await registerRequest(house, viewerOf(c), form.value, arrival)
    if (isRefusal(receipt))
      return page(
        c,
        <RegisterPage {...(await frame(c))} formKey={form.value.key} values={values} errors={{ confirmedOn: receipt.because }} />,
        statusOf[receipt.refused],
      )
    // The query code may be shown only now, so this page answers the POST; sent again, it is the same receipt.
    return page(c, <RegisteredPage {...(await frame(c))} receipt={receipt} />)
  })

  const visible = async (c: Web): Promise<Request | undefined> => {
    const request = await findRequest(house.db, c.req.param('number') ?? '')
    return request && isVisibleTo(request, viewerOf(c)) ? request : undefined
  }
  const show = async (c: Web, request: Request, more: Partial<Pick<StaffRequestProps, 'applicant' | 'refused'>>, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const now = await at()
    const [files, departments, base] = await Promise.all([
      listAttachments(house.db, `requests/${request.number}`),
      listDepartments(house.db, request.agencyId),
      frame(c),
    ])
    const { identity, phone, email } = openApplicant(request, house.cipher)
    const masked = { masked: { identity: maskedText(identity), phone: maskedText(phone), email: maskedText(email) } }
    const clock = clockOfState(request.state, request.state.conclusion?.on ?? now.today, now.calendar)
    return page(
      c,
      <StaffRequestPage {...base} {...now} request={request} clock={clock} files={files} departments={departments} applicant={masked} {...more} />,
      status,
    )
  }

  app.get('/requests/:number', may(...READERS), async (c) => {
    const request = await visible(c)
    return request ? await show(c, request, {}) : c.notFound()
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
    c.header('cache-control', 'no-store')
    return await show(c, request, { applicant: { shown: openApplicant(request, house.cipher) } })
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
    const { agencyName } = await frame(c)
    const text = draftText(decision, { agency: agencyName, receivedOn: request.state.receivedOn, subject: request.subject })
    return await show(c, request, {
      refused: { step: 'draftReply' as Step, because: refuse('invalid', '已换用范本，请核对〔〕处后提交'), values: { decision, text } },
    })
  }

  return app
}

function filterOf(c: Web): QueueFilter {
  const { tab = '', q = '', channel = '', department = '' } = c.req.query()
  return {
    tab: TABS.find((one) => one === tab) ?? 'open',
    text: q.slice(0, 80),
    channel: CHANNELS.find((one) => one === channel) ?? '',
    department: department.slice(0, 80),
    page: pageNumber(c),
  }
}

type ArrivalFields = { channel: Channel; arrivedOn: PlainDate; confirmedOn: PlainDate | null; evidence: string }
function arrivalOf(values: Readonly<Record<string, string>>): ArrivalFields | { errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const channel = CHANNELS.find((one) => one === values['channel'] && one !== 'online')
  const { arrivedOn = '', confirmedOn = '', evidence = '' } = values
  if (!channel) errors['channel'] = '选择提交方式'
  if (!isPlainDate(arrivedOn)) errors['arrivedOn'] = '填写到达日期，如 2026-01-20'
  if (confirmedOn && !isPlainDate(confirmedOn)) errors['confirmedOn'] = '确认日期没有这一天，写成 2026-01-20 这样'
  if (!evidence) errors['evidence'] = '写明凭据，如邮件单号、通话时间和号码'
  if (!channel || !isPlainDate(arrivedOn) || Object.keys(errors).length > 0) return { errors }
  return { channel, arrivedOn, confirmedOn: isPlainDate(confirmedOn) ? confirmedOn : null, evidence }
}
