import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { checkFields, page, statusOf, textFields, type WebEnv } from '../../platform/web.ts'
import { may, viewerOf } from '../identity/index.ts'
import { ApplicationForm } from './application-form.ts'
import { CHANNELS, type Channel } from './kinds.ts'
import { RegisteredPage, RegisterPage } from './pages/staff-pages.tsx'
import { registerRequest } from './submit-request.ts'

import { deskOf } from './staff-desk.ts'

/** `/staff/requests/new`: registering what came by hand, post or fax. */
export function registerRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { today, frame } = deskOf(house)

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

  return app
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
