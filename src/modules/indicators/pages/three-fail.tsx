import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { Onward } from '../../../ui/table.tsx'
import { CasesTable, FAILED_ROUNDS, type Names, type Place, type PublicList } from '../../cases/index.ts'

type Props = PublicFrame & { total: number; list: PublicList; after: Place | null; names: Names; now: Date }

const HERE = '/cases/three-fail'

/** `/cases/three-fail`: 三核未通过公示. */
export const ThreeFailPage = (p: Props) => (
  <PublicPage
    {...p}
    title="三核未通过公示"
    current="cases"
    crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: '三核未通过公示' }]}
    description="处置以后核查三轮仍没有通过的城市管理案件"
  >
    <div class="wrap stack mt-4">
      <h1>三核未通过公示：{p.total.toLocaleString('en')} 件</h1>
      <p class="lead">
        处置部门反馈办完，现场核查却 {FAILED_ROUNDS} 轮以上没有通过的案件。第 {FAILED_ROUNDS} 轮没有通过的当时，平台自动提请领导督办并在这里公示。
      </p>
      <p class="muted">最近变动的在前；后来办好的也留在这里，页面会写明结果。每一轮核查哪里不符合，点开案件可以看到。</p>
      <CasesTable rows={p.list.rows} names={p.names} now={p.now} />
      <Onward first={p.after ? HERE : null} next={p.list.next ? `${HERE}?after=${encodeURIComponent(`${p.list.next.at}~${p.list.next.id}`)}` : null} />
    </div>
  </PublicPage>
)
