import { Hono } from 'hono'
import { beijingDay, isPlainDate } from '../../../kernel/plain-date.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { privatePage, see, textFields, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { listDepartments } from '../../organizations/index.ts'
import { findColumn } from '../columns.ts'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { TasksPage, type TasksProps } from './pages/tasks.tsx'
import { TASK_KINDS } from './tasks.ts'
import { countTasks, listKeepers, listTasks, saveKeeper, settleTask, type TaskFilter, type TaskPlace } from './tasks-store.ts'

const LONGEST_NOTE = 200
/** A department sees and settles its own tasks; the office all of them. */
const departmentOf = ({ role, department }: Viewer): string | null => (role === 'handling-department' ? (department ?? '') : null)
const mayAssign = ({ role }: Viewer): boolean => role === 'information-officer'
const maySettle = ({ role }: Viewer): boolean => role === 'information-officer' || role === 'handling-department'

/** `/staff/disclosure/tasks`: what the daily watch has found, for whoever has to mend it. */
export function taskRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const show = async (c: Web, refused: TasksProps['refused'] = null, status: 200 | 404 | 422 = 200) => {
    const frame = await desk.frame(c)
    const { viewer } = frame
    const filter: TaskFilter = {
      done: c.req.query('done') === '1',
      kind: TASK_KINDS.find((kind) => kind === c.req.query('kind')) ?? null,
      department: departmentOf(viewer),
      after: placeIn(c.req.query('after') ?? ''),
    }
    const [list, counts, keepers, departments] = await Promise.all([
      listTasks(house.db, viewer.agencyId, filter),
      countTasks(house.db, viewer.agencyId, filter.department),
      listKeepers(house.db, viewer.agencyId),
      listDepartments(house.db, viewer.agencyId),
    ])
    const today = beijingDay(house.now())
    return privatePage(
      c,
      <TasksPage {...frame} {...list} {...{ filter, counts, keepers, departments, today, refused }} mayAssign={mayAssign(viewer)} />,
      status,
    )
  }

  app.get('/', desk.readers, (c) => show(c))

  app.post('/keepers', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (!mayAssign(viewer)) return c.notFound()
    const values = await textFields(c)
    const { column = '', department = '' } = values
    const found = findColumn(column)
    const known = department === '' || (await listDepartments(house.db, viewer.agencyId)).includes(department)
    if (!found || !known) return await show(c, { id: null, values, errors: { [found ? 'department' : 'column']: found ? '选一个科室' : '选一个栏目' } }, 422)
    await house.db.transaction().execute(async (tx) => {
      await saveKeeper(tx, viewer.agencyId, column, department === '' ? null : department)
      await leaveTrace(tx, { at: house.now(), by: viewer, act: '指定栏目维护', subject: `disclosure/columns/${column}`, note: department || '信息公开办公室' })
    })
    return see(c, '/staff/disclosure/tasks#keepers')
  })

  app.post('/:id{[0-9]{1,15}}/done', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (!maySettle(viewer)) return c.notFound()
    const values = await textFields(c)
    const id = Number(c.req.param('id'))
    const because = whyNotNote(values)
    if (because !== undefined) return await show(c, { id, values, errors: { note: because } }, 422)
    const { note = '' } = values
    const at = house.now()
    const settled = await house.db.transaction().execute(async (tx) => {
      const says = await settleTask(tx, viewer.agencyId, id, { on: beijingDay(at), name: viewer.name, note, department: departmentOf(viewer) })
      if (says !== undefined) await leaveTrace(tx, { at, by: viewer, act: '办结更新任务', subject: `disclosure/tasks/${id}`, note })
      return says
    })
    return settled === undefined
      ? await show(c, { id: null, values, errors: { '': '这一条没有了，或者刚刚由别人办结，或者要等原因消除才办结' } }, 404)
      : see(c, '/staff/disclosure/tasks')
  })
  return app
}

function whyNotNote({ note = '' }: Values): string | undefined {
  if (note === '') return '写明为什么不用改'
  return note.length > LONGEST_NOTE ? `最多 ${LONGEST_NOTE} 个字` : undefined
}

/** `2026-11-24~431` or `infinity~431`, the day a row is sorted by and its id. */
function placeIn(text: string): TaskPlace | null {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\d|infinity)~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(at) || at === 'infinity' ? { at, id: Number(id) } : null
}
