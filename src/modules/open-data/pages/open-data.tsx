import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { clockText } from '../../cases/index.ts'
import { type DataFile, type Dataset, LICENCE, RHYTHMS } from '../catalogue/datasets.ts'
import type { Kept } from '../catalogue/dcat.ts'

type Props = PublicFrame & { kept: readonly Kept[]; origin: string; now: Date; schemaOrg: object }
export const OPEN_DATA = { label: '开放数据', href: '/open-data' } as const

/** `2026年11月24日 09:30`, in Beijing. */
export const momentWords = (at: Date): string => `${inChinese(beijingDay(at))} ${clockText(at)}`
/** When a dataset last changed; of one that changes by editions only the day is known. */
export const changedText = ({ dataset, changedAt }: Kept): string =>
  changedAt === null ? '' : dataset.rhythm === 'continuous' ? momentWords(changedAt) : inChinese(beijingDay(changedAt))

/** Every dataset: what it holds, how fresh it is, its files and its dictionary. */
export const OpenDataPage = (p: Props) => (
  <PublicPage
    {...p}
    title="开放数据"
    description="全部公开数据的目录：CSV、JSON、GeoJSON、Parquet、订阅源和接口，每个字段都有说明"
    current="disclosure"
    crumbs={[{ label: '政府信息公开', href: '/disclosure' }, { label: OPEN_DATA.label }]}
    alternates={[{ media: 'application/ld+json', href: '/open-data/catalog.jsonld' }]}
  >
    <div class="wrap stack mt-4">
      <h1>开放数据</h1>
      <p class="lead">网页上能看到的，这里都能整份下载，不用登记，不用密钥，也不用抓取网页。</p>
      <dl class="facts">
        <dt>谁保管</dt>
        <dd>
          {p.site.name}，电话 {p.site.phone}
        </dd>
        <dt>数据截至</dt>
        <dd>{momentWords(p.now)}；每份文件里也写着</dd>
        <dt>许可</dt>
        <dd>
          <a href={LICENCE.url}>{LICENCE.name}</a>：注明来源就可以使用，包括商业使用
        </dd>
        <dt>机器目录</dt>
        <dd>
          <a href="/open-data/catalog.jsonld">DCAT 3</a>，接口见<a href="/developers">公开信息接口</a>和 <a href="/open311">Open311</a>
        </dd>
      </dl>
      {p.kept.map((one) => (
        <Card {...one} />
      ))}
    </div>
  </PublicPage>
)

const Card = (one: Kept) => {
  const { dataset } = one
  const changed = changedText(one)
  return (
    <section class="panel" aria-labelledby={dataset.key}>
      <h2 id={dataset.key}>
        <a href={`/open-data/${dataset.key}`}>{dataset.title}</a>
      </h2>
      <p>{dataset.holds}</p>
      <p class="muted mt-2">
        {RHYTHMS[dataset.rhythm]}
        {changed !== '' && `；最近变动 ${changed}`}
      </p>
      <p class="row mt-3">
        {newestOf(dataset).map(({ path, title }) => (
          <a href={path}>{title}</a>
        ))}
        <a href={`/open-data/${dataset.key}`}>{dataset.fields ? `${Object.keys(dataset.fields).length} 个字段的说明` : '全部年度'}</a>
      </p>
    </section>
  )
}
/** The files of the newest year where there are many; its page has them all. */
const newestOf = ({ files, rhythm }: Dataset): readonly DataFile[] => (rhythm === 'yearly' ? files.slice(0, 2) : files)
