import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { addDays, beijingDay, isPlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { checkFields, page, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { addStandard, LONGEST_NAME, previewStandard } from './add-standard.ts'
import { browse } from './browse.ts'
import { LoadStandardPage, type Previewed } from './pages/load.tsx'
import { VersionPage, VersionsPage } from './pages/staff.tsx'
import { askedIn } from './public-routes.tsx'
import { standardOn } from './standard.ts'
import { findStandard, listStandards } from './store.ts'

/** Who may do what, handed in by `app.tsx`. */
export type StandardDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  readonly administrators: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  readonly mayLoad: (frame: ConsoleFrame) => boolean
}

const LoadForm = z.object({
  name: z.string().min(1, '填写版本名称').max(LONGEST_NAME, `名称最多 ${LONGEST_NAME} 个字`),
  from: z.string().refine(isPlainDate, '填写施行日期'),
})

/** `/staff/standards`: the versions, one of them, and a new one from a file, which is stored only once it has been looked at. */
export function standardStaffRoutes(house: House, desk: StandardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const current = async () => standardOn(await listStandards(house.db), beijingDay(house.now()))?.version ?? null

  app.get('/', desk.readers, async (c) => {
    const [frame, versions, inForce] = [await desk.frame(c), await listStandards(house.db), await current()]
    return page(c, <VersionsPage {...frame} versions={versions} inForce={inForce} mayLoad={desk.mayLoad(frame)} />)
  })

  app.get('/:version{[1-9][0-9]{0,8}}', desk.readers, async (c) => {
    const number = Number(c.req.param('version'))
    const version = (await listStandards(house.db)).find((one) => one.version === number)
    const standard = await findStandard(house.db, number)
    if (!version || !standard) return c.notFound()
    const asked = askedIn(c)
    const { majors, shown } = browse(standard, `/staff/standards/${number}`, asked)
    if (shown === undefined) return c.notFound()
    const inForce = (await current()) === number
    return page(c, <VersionPage {...(await desk.frame(c))} version={version} inForce={inForce} majors={majors} q={asked.q} major={asked.major} shown={shown} />)
  })

  return app.route('/load', loadRoutes(house, desk))
}

type Shown = { readonly values: Values; readonly errors: Values; readonly preview: Previewed | null }

function loadRoutes(house: House, desk: StandardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, shown: Shown, status: 200 | (typeof statusOf)[keyof typeof statusOf] = 200) =>
    page(c, <LoadStandardPage {...(await desk.frame(c))} {...shown} />, status)
  const refused = (c: Web, values: Values, refusal: Refusal) =>
    show(c, { values, errors: { [fieldOf(refusal)]: refusal.because }, preview: null }, statusOf[refusal.refused])

  app.get('/', desk.administrators, (c) => show(c, { values: { from: addDays(beijingDay(house.now()), 1) }, errors: {}, preview: null }))

  app.post('/', desk.administrators, async (c) => {
    const { contents, ...values } = await textFields(c)
    const form = checkFields(values, LoadForm)
    const confirmed = values['confirm'] === 'yes'
    const [upload] = await uploadedFiles(c, 'file')
    const file = confirmed ? { name: values['file'] ?? '', bytes: new Uint8Array(Buffer.from(contents ?? '', 'base64')) } : upload
    const errors = { ...(form.ok ? {} : form.errors), ...(file ? {} : { file: '选择要导入的 Excel 文件' }) }
    if (!form.ok || !file) return await show(c, { values, errors, preview: null }, 422)
    const given = { name: form.value.name, from: form.value.from, bytes: file.bytes }
    const preview = await previewStandard(house, given)
    if (isRefusal(preview)) return await refused(c, values, preview)
    if (!confirmed) {
      const status = preview.problems.length > 0 ? 422 : 200
      return await show(c, { values: { ...values, name: given.name }, errors: {}, preview: { ...preview, file: file.name, bytes: file.bytes } }, status)
    }
    if (String(preview.against?.version ?? '') !== values['against'])
      return await refused(c, values, refuse('stale', '刚刚有人录入了别的版本，比较的结果已经变了。请重新选择文件，再看一遍'))
    const { viewer } = await desk.frame(c)
    const added = await addStandard(house, viewer, given)
    return isRefusal(added) ? await refused(c, values, added) : see(c, `/staff/standards/${added.version}`)
  })

  return app
}

/** The field to which a refusal belongs. */
const fieldOf = ({ refused }: Refusal): string => (refused === 'too-late' ? 'from' : refused === 'duplicate' ? 'name' : 'file')
