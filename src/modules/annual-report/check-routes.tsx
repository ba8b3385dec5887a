import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, uploadedFiles, type Web, type WebEnv } from '../../platform/web.ts'
import { ErrorSummary, type FieldErrors, FileField } from '../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../ui/page.tsx'
import { DataTable } from '../../ui/table.tsx'
import { publicFrame } from '../organizations/index.ts'
import { type CheckResult, checkReport, type Finding } from './check/index.ts'

const severityName = { error: '错误', warning: '警告', notice: '提示' } as const satisfies Record<Finding['severity'], string>
const FORMS = { A: '2019 年格式（60号）', B: '2021 年格式（30号）' } as const

const CheckPage = (p: PublicFrame & { errors: FieldErrors; result: CheckResult | null }) => (
  <PublicPage {...p} title="年报体检" current="reports" crumbs={[{ label: '年报体检' }]}>
    <div class="wrap mt-4">
      <h1>年报体检</h1>
      <p class="lead mt-2">上传任何机关的政府信息公开工作年度报告，看看数字对不对得上。文件只在内存里读，不保存。</p>
      <ErrorSummary errors={p.errors} />
      <form action="/check" method="post" enctype="multipart/form-data" class="mt-5">
        <FileField
          name="report"
          label="年度报告"
          accept=".txt,.md,.html,.docx,.pdf"
          errors={p.errors}
          hint=".txt .md .html .docx .pdf，不超过 20 MB；扫描件请先转成文字"
        />
        <FileField
          name="last"
          label="上一年度的报告"
          accept=".txt,.md,.html,.docx,.pdf"
          errors={p.errors}
          hint="一并上传，还可以核对上年结转（E5）和现行有效件数（E6）"
          optional
        />
        <p class="mt-4">
          <button class="button">检查</button>
        </p>
      </form>
      {p.result && (
        <section class="mt-6">
          <h2>
            {p.result.findings.some((one) => one.severity === 'error')
              ? '有对不上的地方'
              : p.result.findings.length > 0
                ? '没有错误，有需要留意的地方'
                : '没有发现问题'}
          </h2>
          <p class="muted">
            {p.result.agency ?? '没有认出机关名称'}　{p.result.year ?? '没有认出年份'}　{p.result.edition ? FORMS[p.result.edition] : '没有认出格式'}
          </p>
          <div class="mt-3">
            <DataTable
              caption="发现"
              rows={p.result.findings}
              empty="没有发现问题"
              columns={[
                { head: '轻重', cell: (one) => severityName[one.severity] },
                { head: '规则', cell: (one) => one.rule },
                { head: '位置', cell: (one) => one.where },
                { head: '说明', cell: (one) => one.message },
              ]}
            />
          </div>
        </section>
      )}
    </div>
  </PublicPage>
)

/** `/check`: anyone may have a report checked. */
export function checkRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, errors: FieldErrors, result: CheckResult | null, status: 200 | 422 = 200) =>
    page(c, <CheckPage {...(await publicFrame(house, c))} errors={errors} result={result} />, status)
  app.get('/', (c) => show(c, {}, null))
  app.post('/', async (c) => {
    const [file] = await uploadedFiles(c, 'report')
    if (!file) return await show(c, { report: '选择要检查的年度报告' }, null, 422)
    const [lastYear] = await uploadedFiles(c, 'last')
    const result = await checkReport(file, lastYear ? { lastYear } : {})
    return isRefusal(result) ? await show(c, { report: result.because }, null, 422) : await show(c, {}, result)
  })
  return app
}
