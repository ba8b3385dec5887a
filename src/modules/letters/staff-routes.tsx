import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { addDays, beijingDay, isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { compare } from '../../platform/compare.ts'
import type { House } from '../../platform/house.ts'
import { checkFields, download, page, see, statusOf, textFields, uploadedFiles, type Values as FormValues, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { addTemplate, addWording } from './add-template.ts'
import { wordsOfFile } from './check-template.ts'
import type { Values } from './field.ts'
import { isLetterCode, type LetterCode, letterOf } from './letter.ts'
import { GroundPage, GroundsPage } from './pages/grounds.tsx'
import { LetterPage, type LetterPageProps, LettersPage, TemplateChangesPage } from './pages/letters.tsx'
import { isLacking, previewLetter } from './produce-letter.ts'
import { sampleValues } from './sample.ts'
import { listTemplates, listVersions, type Template } from './template-store.ts'
import { isWordingKey, WORDINGS, wordingOn } from './wording.ts'
import { listWordings, wordingsOn } from './wording-store.ts'

/** What letters are told by whoever knows the records: the fields one of them fills in, and why this letter cannot be made of it now. */
export type ValuesOf = (
  viewer: Viewer,
  number: string,
  code: LetterCode,
) => Promise<{ readonly subject: string; readonly values: Values; readonly closed: Refusal | undefined } | Refusal>

/** Who may do what, handed in by `app.tsx`. */
export type LetterDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  /** Who uploads templates and makes letters. */
  readonly keepers: MiddlewareHandler<WebEnv>
  /** Who changes reasons and remedies. */
  readonly editors: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  readonly mayKeep: (viewer: Viewer) => boolean
  readonly mayEdit: (viewer: Viewer) => boolean
  readonly valuesOf: ValuesOf
}

const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const
const CODE = ':code{[PD][0-9]{1,2}}'
const FromForm = z.object({
  from: z
    .string()
    .refine(isPlainDate, '填写施行日期')
    .transform((text) => text as PlainDate),
})

const known = (c: Web): LetterCode | undefined => {
  const code = c.req.param('code') ?? ''
  return isLetterCode(code) ? code : undefined
}

/** `/staff/letters`: the templates of the letters, their versions, and what they look like filled in. */
export function letterRoutes(house: House, desk: LetterDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const today = () => beijingDay(house.now())
  type More = Partial<Pick<LetterPageProps, 'values' | 'errors' | 'fixes' | 'missing'>>
  const show = async (c: Web, code: LetterCode, more: More, status: 200 | 422 | (typeof statusOf)[keyof typeof statusOf] = 200) => {
    const frame = await desk.frame(c)
    const versions = await listVersions(house, frame.viewer.agencyId, code)
    const base = { code, versions, today: today(), mayKeep: desk.mayKeep(frame.viewer), values: { from: addDays(today(), 1) }, errors: {} }
    return page(c, <LetterPage {...frame} {...base} {...more} />, status)
  }

  app.get('/', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    return page(c, <LettersPage {...frame} templates={await listTemplates(house, frame.viewer.agencyId)} today={today()} />)
  })

  app.get(`/${CODE}`, desk.readers, async (c) => {
    const code = known(c)
    return code ? await show(c, code, {}) : c.notFound()
  })

  app.get(`/${CODE}/preview`, desk.readers, async (c) => {
    const code = known(c)
    if (!code) return c.notFound()
    const { version = '', request = '', as } = c.req.query()
    const values = { from: addDays(today(), 1), version, request }
    const { viewer } = await desk.frame(c)
    const template = (await listVersions(house, viewer.agencyId, code)).find((one) => String(one.version) === version)
    if (!template) return await show(c, code, { values, errors: { version: '选一个版本' } }, 422)
    const made = await previewOf(viewer, code, template, request.trim())
    if (isRefusal(made)) return await show(c, code, { values, errors: { request: made.because } }, statusOf[made.refused])
    if (isLacking(made)) return await show(c, code, { values, missing: made.missing }, 422)
    const ending = as === 'docx' ? 'docx' : 'pdf'
    return download(c, `${letterOf(code).name}（预览）.${ending}`, MEDIA[ending], made[ending])
  })

  const previewOf = async (viewer: Viewer, code: LetterCode, template: Template, number: string) => {
    // A version not yet in force is looked at as on its first day.
    const day = [today(), template.effectiveFrom].toSorted()[1] ?? today()
    if (number === '') {
      const values = sampleValues(code, await wordingsOn(house.db, viewer.agencyId, day))
      return await previewLetter(house, viewer.agencyId, { code, values, day }, template)
    }
    const found = await desk.valuesOf(viewer, number, code)
    return isRefusal(found) ? found : await previewLetter(house, viewer.agencyId, { code, values: found.values, day }, template)
  }

  app.post(`/${CODE}/versions`, desk.keepers, async (c) => {
    const code = known(c)
    if (!code) return c.notFound()
    const values = await textFields(c)
    const form = checkFields(values, FromForm)
    const [file] = await uploadedFiles(c, 'file')
    const errors = { ...(form.ok ? {} : form.errors), ...(file ? {} : { file: '选择要上传的 Word 文件' }) }
    if (!form.ok || !file) return await show(c, code, { values, errors }, 422)
    const { viewer } = await desk.frame(c)
    const added = await addTemplate(house, viewer, code, { file, from: form.value.from })
    if (isRefusal(added))
      return await show(c, code, { values, errors: { [added.refused === 'too-late' ? 'from' : 'file']: added.because } }, statusOf[added.refused])
    if ('fixes' in added) return await show(c, code, { values, fixes: { file: file.name, fixes: added.fixes } }, 422)
    return see(c, `/staff/letters/${code}`)
  })

  return app.route('/', versionRoutes(house, desk)).route('/grounds', groundRoutes(house, desk))
}

/** A version of a template as a file, and beside the one before it. */
function versionRoutes(house: House, desk: LetterDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get(`/${CODE}/versions/:version{[0-9]{1,6}}/docx`, desk.readers, async (c) => {
    const code = known(c)
    const { viewer } = await desk.frame(c)
    const version = code && (await listVersions(house, viewer.agencyId, code)).find((one) => one.version === Number(c.req.param('version')))
    if (!code || !version) return c.notFound()
    return download(c, `${code} ${letterOf(code).name} 第${version.version}版.docx`.replaceAll('/', '、'), MEDIA.docx, await house.blobs.get(version.sha256))
  })

  app.get(`/${CODE}/versions/:version{[0-9]{1,6}}/changes`, desk.readers, async (c) => {
    const code = known(c)
    const frame = await desk.frame(c)
    const versions = code ? await listVersions(house, frame.viewer.agencyId, code) : []
    const at = versions.findIndex((one) => one.version === Number(c.req.param('version')))
    const [to, from] = at < 0 ? [] : versions.slice(at, at + 2)
    if (!code || !from || !to) return c.notFound()
    const [before, after] = await Promise.all([from, to].map(async ({ fileName, sha256 }) => await wordsOfFile(fileName, await house.blobs.get(sha256))))
    return page(c, <TemplateChangesPage {...frame} {...{ code, from, to, compared: compare(before ?? '', after ?? '') }} />)
  })
  return app
}

/** `/staff/letters/grounds`: reasons and remedies with their history. */
function groundRoutes(house: House, desk: LetterDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const KEY = ':key{[a-z]{4,8}(?:\\.[A-Za-z0-9]{1,12})?}'
  const today = () => beijingDay(house.now())

  app.get('/', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    return page(c, <GroundsPage {...frame} kept={await listWordings(house.db, frame.viewer.agencyId)} today={today()} />)
  })

  const show = async (c: Web, more: { values: FormValues; errors: FormValues } | null, status: 200 | (typeof statusOf)[keyof typeof statusOf] = 200) => {
    const key = c.req.param('key') ?? ''
    if (!isWordingKey(key)) return c.notFound()
    const frame = await desk.frame(c)
    const rows = (await listWordings(house.db, frame.viewer.agencyId)).get(key) ?? []
    const { text, law } = wordingOn(rows, key, today())
    const values = more?.values ?? { text, law, from: addDays(today(), 1) }
    const history = rows
      .toReversed()
      .map((row, i) => ({ ...row, compared: compare(rows[rows.length - i - 2]?.text ?? WORDINGS.get(key)?.text ?? '', row.text) }))
    const props = { wordingKey: key, rows, history, today: today(), mayEdit: desk.mayEdit(frame.viewer), values, errors: more?.errors ?? {} }
    return page(c, <GroundPage {...frame} {...props} />, status)
  }

  app.get(`/${KEY}`, desk.readers, (c) => show(c, null))

  app.post(`/${KEY}`, desk.editors, async (c) => {
    const values = await textFields(c)
    const form = checkFields(values, FromForm)
    if (!form.ok) return await show(c, { values, errors: form.errors }, 422)
    const { viewer } = await desk.frame(c)
    const key = c.req.param('key') ?? ''
    const added = isWordingKey(key)
      ? await addWording(house, viewer, { key, text: values['text'] ?? '', law: values['law'] ?? '', from: form.value.from })
      : refuse('not-found', '没有这一项文字')
    if (isRefusal(added)) return await show(c, { values, errors: { [added.refused === 'too-late' ? 'from' : 'text']: added.because } }, statusOf[added.refused])
    return see(c, `/staff/letters/grounds/${key}`)
  })
  return app
}
