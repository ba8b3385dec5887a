import type { Child } from '../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { type Dataset, FORMS, LICENCE, RHYTHMS, SERVICES } from '../catalogue/datasets.ts'
import type { Kept } from '../catalogue/dcat.ts'
import { type Entry, entriesOf, typeName, valuesText } from '../catalogue/dictionary.ts'
import { changedText, momentWords, OPEN_DATA } from './open-data.tsx'

type Props = PublicFrame & Kept & { origin: string; now: Date; schemaOrg: object }

/** A dataset: its facts, its files, its dictionary, and how to use it. */
export const DatasetPage = (p: Props) => {
  const { dataset } = p
  return (
    <PublicPage
      {...p}
      title={dataset.title}
      description={dataset.holds}
      current="disclosure"
      crumbs={[{ label: '政府信息公开', href: '/disclosure' }, OPEN_DATA, { label: dataset.title }]}
      alternates={dataset.files.map(({ form, path }) => ({ media: FORMS[form].media, href: path }))}
    >
      <div class="wrap stack mt-4">
        <h1>{dataset.title}</h1>
        <p class="lead">{dataset.holds}</p>
        <dl class="facts">
          {factsOf(p).map(([name, words]) => (
            <>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </>
          ))}
        </dl>
        <section class="mt-6" aria-labelledby="files">
          <h2 id="files">文件</h2>
          <div class="mt-3">
            <DataTable
              caption="文件"
              rows={dataset.files}
              empty=""
              columns={[
                { head: '文件', rowHead: true, line: true, cell: ({ path, title }) => <a href={path}>{title}</a> },
                { head: '用途', cell: ({ form }) => FORMS[form].says },
                { head: '地址', cell: ({ path }) => <span class="mono">{path}</span> },
              ]}
            />
          </div>
        </section>
        {dataset.fields && <Dictionary name={dataset.key} entries={entriesOf(dataset.fields)} />}
        <Usage {...p} />
      </div>
    </PublicPage>
  )
}

function factsOf(p: Props): readonly (readonly [name: string, words: Child])[] {
  const { dataset } = p
  const changed = changedText(p)
  const service = dataset.service && SERVICES[dataset.service]
  return [
    ['谁保管', `${p.site.name}，电话 ${p.site.phone}`],
    ['多久更新', RHYTHMS[dataset.rhythm]],
    ...(changed === '' ? [] : [['最近变动', changed] as const]),
    ...(dataset.rhythm === 'continuous' ? [['数据截至', momentWords(p.now)] as const] : []),
    ['许可', <a href={LICENCE.url}>{LICENCE.name}</a>],
    ['网页', <a href={dataset.page}>在网页上查看</a>],
    ...(service ? [['接口', <a href={service.page}>{service.title}</a>] as const] : []),
  ]
}

const Dictionary = ({ name, entries }: { name: string; entries: readonly Entry[] }) => (
  <section class="mt-6" aria-labelledby="fields">
    <h2 id="fields">字段</h2>
    <p class="mt-2">
      CSV 的表头是名称，JSON 和 Parquet 用字段。时刻是世界时，“是否”是 true 或 false；没有值的，CSV 里是空，JSON 和 Parquet 里是 null。字典下载：
      <a href={`/open-data/${name}/fields.csv`}>CSV</a>、<a href={`/open-data/${name}/fields.json`}>JSON</a>、
      <a href={`/open-data/${name}/csv-metadata.json`}>CSVW</a>
    </p>
    <div class="mt-3">
      <DataTable
        caption="字段"
        rows={entries}
        empty=""
        columns={[
          { head: '名称', rowHead: true, line: true, cell: ({ head }) => head },
          { head: '字段', line: true, cell: (one) => <span class="mono">{one.name}</span> },
          { head: '类型', line: true, cell: ({ type, unit }) => `${typeName[type]}${unit ? `，${unit}` : ''}` },
          { head: '含义', cell: (one) => `${one.says}${one.values ? `。取值：${valuesText(one)}` : ''}` },
        ]}
      />
    </div>
  </section>
)

const pathOf = ({ files }: Dataset, wanted: string): string | undefined => files.find(({ form }) => form === wanted)?.path
const Usage = ({ dataset, origin }: Props) => {
  const json = pathOf(dataset, 'json')
  const parquet = pathOf(dataset, 'parquet')
  const lines = [
    ...(json ? [`curl '${origin}${json}'`] : []),
    ...(parquet ? [`curl -O '${origin}${parquet}'`, `duckdb -c "select * from '${parquet.split('/').at(-1)}' limit 5"`] : []),
  ]
  return (
    <section class="mt-6" aria-labelledby="usage">
      <h2 id="usage">怎样使用</h2>
      <pre class="code mt-3">{lines.join('\n')}</pre>
      <p class="mt-3">
        每份文件的答复头 x-data-as-of 是数据截至的时刻，JSON、GeoJSON 和 Parquet 里还有 data_as_of。
        {dataset.rhythm === 'continuous' && '地址后面可以带和网页上一样的筛选条件，各种格式都一样。一份装不下时，答复头 Link 里 rel="next" 的地址是下一份。'}
      </p>
    </section>
  )
}
