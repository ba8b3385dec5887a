import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|builders\.ts$/.test(file))
  .map((file) => `src/${file}`)
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => normalize(join(dirname(file), path ?? '')))
const moduleOf = (file: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(file)?.[1]

/** Which module may ask which. */
const MAY_ASK: Readonly<Record<string, readonly string[]>> = {
  calendar: [],
  audit: [],
  documents: [],
  letters: ['audit', 'documents', 'organizations'],
  organizations: [],
  search: ['audit', 'identity', 'organizations'],
  'open-data': ['cases', 'disclosure', 'indicators', 'annual-report', 'requests', 'standards', 'organizations', 'photos', 'audit'],
  identity: ['audit', 'organizations'],
  files: ['audit', 'organizations'],
  redaction: ['files', 'documents', 'disclosure', 'audit'],
  requests: ['calendar', 'identity', 'audit', 'files', 'organizations', 'search', 'disclosure', 'cases', 'documents', 'letters', 'redaction'],
  'annual-report': ['requests', 'cases', 'disclosure', 'calendar', 'identity', 'audit', 'organizations', 'search'],
  rewards: ['audit', 'identity', 'organizations'],
  notifications: ['audit', 'identity', 'organizations'],
  disclosure: ['calendar', 'audit', 'files', 'organizations', 'documents', 'search', 'notifications'],
  standards: ['audit', 'identity', 'organizations'],
  photos: ['audit'],
  cases: ['calendar', 'audit', 'identity', 'organizations', 'standards', 'photos', 'notifications', 'rewards', 'search'],
  indicators: ['cases', 'organizations'],
  portal: ['requests', 'annual-report', 'organizations', 'cases', 'search', 'disclosure', 'indicators'],
}

test('modules are entered by index.ts only, and only along the list', () => {
  const wrong: string[] = []
  for (const file of files) {
    const from = moduleOf(file)
    for (const path of importsOf(file)) {
      const to = moduleOf(path)
      if (to === undefined || to === from) continue
      const deep = path !== `src/modules/${to}/index.ts` && !(file === 'src/cli.ts' && path.endsWith('-command.ts'))
      if (deep || (from !== undefined && !MAY_ASK[from]?.includes(to))) wrong.push(`${file} → ${path}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the kernel leans on nothing, and ui and platform on no module', () => {
  const wrong = files.flatMap((file) => {
    const layer = file.split('/')[1] ?? ''
    return importsOf(file)
      .filter((path) => (layer === 'kernel' && !path.startsWith('src/kernel/')) || (['ui', 'platform'].includes(layer) && moduleOf(path) !== undefined))
      .map((path) => `${file} → ${path}`)
  })
  expect(wrong).toEqual([])
})

test('no file has more than 300 lines', () => {
  expect(files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301)).toEqual([])
})

const packagesOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/from '([^'.#][^']*)'/g)].map(([, name]) => name ?? '').filter((name) => !name.startsWith('node:'))
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

test('only routes, the web platform and the guard know the web framework; only stores and tables know the query builder', () => {
  const web = /routes\.tsx?$|^src\/app\.tsx$|^src\/platform\/(web|cached)\.ts$|^src\/modules\/identity\/guard\.ts$/
  // queue, figures and visibility hold the questions that lists and reports ask; they are stores by another name.
  const data = /store\.ts$|tables\.ts$|^src\/platform\/|^src\/modules\/(requests\/(queue|figures|visibility)|cases\/figures)\.ts$/
  const wrong = files.flatMap((file) =>
    packagesOf(file).flatMap((name) => ((/^hono(\/|$)/.test(name) && !web.test(file)) || (name === 'kysely' && !data.test(file)) ? [`${file} → ${name}`] : [])),
  )
  expect(wrong).toEqual([])
})

/** What the product exists for: rules over facts, without package, clock, chance, configuration or database. */
const PURE = [
  'requests/clock.ts',
  'requests/lifecycle.ts',
  'requests/steps.ts',
  'requests/orders.ts',
  'requests/events.ts',
  'requests/event-of.ts',
  'requests/closed-by-facts.ts',
  'requests/circulation.ts',
  'requests/fees/fee.ts',
  'requests/fees/tariff.ts',
  'requests/request.ts',
  'requests/decisions.ts',
  'requests/receipt.ts',
  'requests/kinds.ts',
  'requests/reply.ts',
  'requests/remedies/kinds.ts',
  'requests/remedies/events.ts',
  'requests/remedies/lifecycle.ts',
  'requests/remedies/remedy.ts',
  'requests/remedies/clock.ts',
  'requests/remedies/steps.ts',
  'requests/remedies/redo.ts',
  'requests/remedies/redo-steps.ts',
  'requests/remedies/words.ts',
  'requests/remedies/same.ts',
  'requests/petitions/kinds.ts',
  'requests/petitions/events.ts',
  'requests/petitions/lifecycle.ts',
  'requests/petitions/petition.ts',
  'requests/petitions/steps.ts',
  'requests/withheld/withheld.ts',
  'requests/copies/copy.ts',
  'requests/letters/letter-of.ts',
  'requests/letters/values.ts',
  'letters/delivery.ts',
  'letters/posting.ts',
  'requests/letters/posted-day.ts',
  'letters/field.ts',
  'letters/letter.ts',
  'letters/wording.ts',
  'letters/near.ts',
  'letters/sample.ts',
  'letters/templates/default-text.ts',
  'requests/answers/lifecycle.ts',
  'requests/answers/answer.ts',
  'requests/answers/steps.ts',
  'requests/answers/release.ts',
  'requests/answers/same-matter.ts',
  'requests/deadlines/due-days.ts',
  'requests/ledger/columns.ts',
  'requests/ledger/read-row.ts',
  'requests/ledger/replay-row.ts',
  'requests/ledger/judge.ts',
  'requests/radar/matter.ts',
  'requests/radar/asked-by-many.ts',
  'requests/applicant.ts',
  'disclosure/messages/message.ts',
  'organizations/geometry.ts',
  'organizations/geojson.ts',
  'organizations/responsibility.ts',
  'calendar/calendar.ts',
  'calendar/notice.ts',
  'calendar/years.ts',
  'calendar/hours.ts',
  'standards/limits.ts',
  'standards/standard.ts',
  'standards/compare.ts',
  'standards/tidy.ts',
  'standards/columns.ts',
  'standards/sheet.ts',
  'standards/read-limits.ts',
  'standards/read-rows.ts',
  'standards/read-sheets.ts',
  'standards/tiles.ts',
  'cases/clock.ts',
  'cases/counted.ts',
  'cases/case.ts',
  'cases/kinds.ts',
  'cases/projection.ts',
  'cases/reporter.ts',
  'cases/visibility.ts',
  'cases/facts.ts',
  'cases/lifecycle.ts',
  'cases/light.ts',
  'cases/likeness.ts',
  'cases/duplicates.ts',
  'cases/dispatch/suggest.ts',
  'cases/promise.ts',
  'cases/settings.ts',
  'cases/steps.ts',
  'open-data/catalogue/datasets.ts',
  'open-data/catalogue/dcat.ts',
  'open-data/catalogue/dictionary.ts',
  'open-data/open311/services.ts',
  'open-data/open311/xml.ts',
  'open-data/open311/fault.ts',
  'cases/tally.ts',
  'cases/tenures.ts',
  'cases/watched.ts',
  'indicators/definitions.ts',
  'indicators/period.ts',
  'indicators/question.ts',
  'indicators/watch.ts',
  'annual-report/form.ts',
  'annual-report/entries.ts',
  'annual-report/report.ts',
  'annual-report/equations.ts',
  'annual-report/fields.ts',
  'annual-report/narrative.ts',
  'annual-report/publication.ts',
  'annual-report/grids.ts',
  'annual-report/figure-source.ts',
  'rewards/rules.ts',
  'rewards/money.ts',
  'rewards/lifecycle.ts',
  'rewards/balance.ts',
  'rewards/cost.ts',
  'rewards/signals.ts',
  'rewards/signal-decision.ts',
  'notifications/message.ts',
  'photos/phash.ts',
  'photos/exif.ts',
  'documents/block.ts',
  'documents/headings.ts',
  'documents/link.ts',
  'documents/hidden.ts',
  'documents/left-out.ts',
  'documents/render.ts',
  'documents/table-heads.ts',
  'documents/tidy.ts',
  'documents/xlsx/number-format.ts',
  'documents/pdf/geometry.ts',
  'documents/pdf/painter.ts',
  'documents/pdf/follow.ts',
  'documents/pdf/seen.ts',
  'documents/pdf/lines.ts',
  'documents/pdf/grid.ts',
  'documents/pdf/paragraphs.ts',
  'disclosure/lifecycle.ts',
  'disclosure/rules.ts',
  'disclosure/columns.ts',
  'disclosure/exemptions.ts',
  'disclosure/item.ts',
  'disclosure/files-fault.ts',
  'disclosure/person.ts',
  'disclosure/steps.ts',
  'disclosure/personal.ts',
  'disclosure/clock.ts',
  'disclosure/guide.ts',
  'disclosure/freshness.ts',
  'disclosure/budgets/book.ts',
  'disclosure/budgets/amount.ts',
  'disclosure/budgets/read-tables.ts',
  'disclosure/budgets/grid.ts',
  'disclosure/budgets/finding.ts',
  'disclosure/budgets/check-rows.ts',
  'disclosure/budgets/check-columns.ts',
  'disclosure/budgets/check-sangong.ts',
  'disclosure/budgets/check-across.ts',
  'disclosure/budgets/check-book.ts',
  'disclosure/directory/kinds.ts',
  'disclosure/directory/money.ts',
  'disclosure/directory/record.ts',
  'disclosure/directory/guide-of.ts',
  'disclosure/channels/channel.ts',
  'disclosure/channels/inward/incoming.ts',
  'disclosure/norms/lifecycle.ts',
  'disclosure/norms/norm.ts',
  'disclosure/norms/steps.ts',
  'disclosure/norms/validity.ts',
  'disclosure/norms/family.ts',
  'disclosure/norms/table-two.ts',
  'disclosure/norms/terms.ts',
  'disclosure/watch/slips.ts',
  'disclosure/watch/slip-words.ts',
  'disclosure/watch/tasks.ts',
  'redaction/redaction.ts',
  'redaction/hits.ts',
  'redaction/ground.ts',
  'redaction/mark.ts',
  'redaction/pdf/geometry.ts',
  'redaction/pdf/lexer.ts',
  'redaction/pdf/lines.ts',
  'redaction/pdf/aims.ts',
  'redaction/pdf/operators.ts',
  'redaction/pdf/outlines.ts',
  'redaction/pdf/path.ts',
  'redaction/pdf/sentences.ts',
  'redaction/pdf/text-state.ts',
  'redaction/office/words.ts',
  'search/document.ts',
  'search/marks.ts',
  'search/numerals.ts',
  'search/passage.ts',
  'search/query.ts',
  'search/rank.ts',
  'search/recent.ts',
  'search/spelling.ts',
  'search/words/terms.ts',
].map((file) => `src/modules/${file}`)

test('pure files lean on pure files, the kernel and other modules’ doors, and on nothing that changes', () => {
  const wrong = PURE.flatMap((file) => {
    const text = textOf(file)
    const impure = [...packagesOf(file), ...(/new Date\(\)|Date\.now|Math\.random|process\.env|from 'node:/.test(text) ? ['clock, chance or machine'] : [])]
    const leans = importsOf(file).filter((path) => !path.startsWith('src/kernel/') && !PURE.includes(path) && !path.endsWith('/index.ts'))
    return [...impure, ...leans].map((what) => `${file} → ${what}`)
  })
  expect(wrong).toEqual([])
})

test('the configuration is read by the processes alone, and pages touch no database', () => {
  const config = files.filter((file) => /process\.env/.test(textOf(file)) && !['src/start.ts', 'src/cli.ts'].includes(file))
  const pages = files.filter(
    (file) =>
      /\/pages\/|-pages?\.tsx$/.test(file) &&
      /from '[^']*platform\/(database|house)\.ts'|import \{[^}]*\} from '\.\.\/store\.ts'/.test(textOf(file).replace(/import type .*/g, '')),
  )
  expect([config, pages]).toEqual([[], []])
})

test('no module reads another module’s tables', () => {
  const schemas = {
    requests: 'requests',
    'annual-report': 'annual_report',
    identity: 'identity',
    audit: 'audit',
    calendar: 'calendar',
    files: 'files',
    organizations: 'organizations',
    rewards: 'rewards',
    notifications: 'notifications',
    standards: 'standards',
    photos: 'photos',
    cases: 'cases',
    'open-data': 'open_data',
    search: 'search',
    redaction: 'redaction',
    letters: 'letters',
  }
  const wrong = files.flatMap((file) => {
    const own = moduleOf(file)
    return Object.entries(schemas).flatMap(([name, schema]) =>
      own !== undefined && own !== name && new RegExp(`(?:from|into|join|update|From|Into|Join|Table)\\(?['\\s]+${schema}\\.[a-z]`).test(textOf(file))
        ? [`${file} → ${schema}`]
        : [],
    )
  })
  expect(wrong).toEqual([])
})

test('no wide space stands at the edge of a line of markup, where it would be trimmed away', () => {
  expect(files.filter((file) => file.endsWith('.tsx') && /^\s*　|　[ \t]*$/m.test(textOf(file)))).toEqual([])
})
