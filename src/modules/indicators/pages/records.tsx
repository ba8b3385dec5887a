import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { Onward } from '../../../ui/table.tsx'
import { type Among, CasesTable, type Count, DIMENSIONS, type Place, type PublicList } from '../../cases/index.ts'
import { countName, countSays, DEFINITIONS } from '../definitions.ts'
import { type Named, nameOf } from '../load-figures.ts'
import { daysText } from '../period.ts'
import { figuresHref, type Question, recordsHref } from '../question.ts'

type Props = PublicFrame & { question: Question; count: Count; total: number; list: PublicList; after: Place | null; named: Named; now: Date }

const placeText = ({ at, id }: Place): string => encodeURIComponent(`${at}~${id}`)
const amongText = (among: Among, named: Named): string => DIMENSIONS.flatMap((one) => (among[one] === '' ? [] : [nameOf(one, among[one], named)])).join('、')

/** `/cases/figures/records`: the cases behind one figure, neither more nor fewer. */
export const RecordsPage = (p: Props) => {
  const { question, count, named } = p
  const here = recordsHref(question, count)
  const among = amongText(question.among, named)
  return (
    <PublicPage
      {...p}
      title={`${countName[count]}的案件`}
      current="cases"
      crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: '案件指标', href: figuresHref(question) }, { label: countName[count] }]}
    >
      <div class="wrap stack mt-4">
        <h1>
          {countName[count]}：{p.total.toLocaleString('en')} 件
        </h1>
        <p class="lead">
          {daysText(question.days)}
          {among !== '' && `，${among}`}
        </p>
        <p class="muted">
          {countSays[count]}（口径 {DEFINITIONS.name}）
        </p>
        <CasesTable rows={p.list.rows} names={named.names} now={p.now} />
        <Onward first={p.after ? here : null} next={p.list.next ? `${here}&after=${placeText(p.list.next)}` : null} />
      </div>
    </PublicPage>
  )
}
