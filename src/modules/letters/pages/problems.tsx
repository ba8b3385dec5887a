import { DataTable } from '../../../ui/table.tsx'
import type { Fix } from '../check-template.ts'
import type { Missing } from '../letter.ts'

/** What is to be mended in a Word file, each with its place. */
export const Fixes = ({ file, fixes }: { file: string; fixes: readonly Fix[] }) => (
  <section class="panel mt-3" role="alert">
    <h2>
      {file}：{fixes.length} 处需要修改，没有保存
    </h2>
    <DataTable
      caption="需要修改的地方"
      columns={[
        { head: '位置', rowHead: true, cell: (one) => one.where },
        { head: '怎样修改', cell: (one) => one.what },
      ]}
      rows={fixes}
      empty="没有"
    />
  </section>
)

/** Fields without a value, each with what to do. */
export const MissingFields = ({ missing }: { missing: readonly Missing[] }) => (
  <section class="panel mt-3" role="alert">
    <h2>还缺 {missing.length} 项，没有制作</h2>
    <DataTable
      caption="缺少的内容"
      columns={[
        { head: '字段', rowHead: true, line: true, cell: (one) => one.name },
        { head: '怎样补上', cell: (one) => one.how },
      ]}
      rows={missing}
      empty="没有"
    />
  </section>
)
