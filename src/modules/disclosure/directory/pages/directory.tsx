import type { Compared } from '../../../../kernel/compared.ts'
import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { ComparedList } from '../../../../ui/compared.tsx'
import type { Child } from '../../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { EmptyTable } from '../../../../ui/table.tsx'
import type { GuideSection } from '../guide-of.ts'
import type { RecordContent } from '../kinds.ts'
import type { ShownRecord } from '../store.ts'

const HOME = { label: '政府信息公开', href: '/disclosure' }
const linesIn = (content: RecordContent, name: string): readonly string[] => (content[name] ?? '').split('\n').filter((line) => line.trim() !== '')
const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 1 ? (
    <p class="mt-2">{lines[0]}</p>
  ) : (
    <div class="prose mt-2">
      <ol>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
    </div>
  )
const Changed = ({ on }: { on: PlainDate }) => <p class="small muted mt-2">更新日期：{inChinese(on)}</p>

const Reached = ({ content }: { content: RecordContent }) => (
  <dl class="facts mt-3">
    {(
      [
        ['地址', content['address']],
        ['时间', content['hours']],
        ['电话', content['phone'] && <a href={`tel:${content['phone'].replace(/[^\d+-]/g, '')}`}>{content['phone']}</a>],
        ['传真', content['fax']],
        ['网上联系', content['online']],
      ] as const satisfies readonly (readonly [string, Child])[]
    )
      .filter(([, words]) => words)
      .map(([name, words]) => (
        <>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </>
      ))}
  </dl>
)

type OrganisationProps = PublicFrame & { duties: ShownRecord | undefined; offices: readonly ShownRecord[]; leaders: readonly ShownRecord[] }

/** `/disclosure/organisation`: duties, persons in charge and offices, as a list that reads on any screen. */
export const OrganisationPage = (p: OrganisationProps) => (
  <PublicPage {...p} title="机构职能" current="disclosure" crumbs={[HOME, { label: '机构职能' }]}>
    <div class="wrap stack mt-4">
      <h1>{p.duties?.content['name'] ?? '机构职能'}</h1>
      {p.duties ? (
        <section class="panel">
          <h2>主要职责</h2>
          <Lines lines={linesIn(p.duties.content, 'duties')} />
          <p class="muted mt-2">依据：{p.duties.content['basis']}</p>
          <Reached content={p.duties.content} />
          <Changed on={p.duties.changedOn} />
        </section>
      ) : (
        <EmptyTable words="还没有公开机构职能" />
      )}
      <section>
        <h2>负责人</h2>
        {p.leaders.length === 0 && <p class="muted">还没有公开。</p>}
        <ul class="tree mt-3">
          {p.leaders.map(({ id, content, changedOn }) => (
            <li id={`r${id}`}>
              <b>{content['name']}</b>　{content['post']}
              <Lines lines={linesIn(content, 'duties')} />
              <Changed on={changedOn} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>内设机构</h2>
        {p.offices.length === 0 && <p class="muted">还没有公开。</p>}
        <ul class="tree mt-3">
          {p.offices.map(({ id, content, changedOn }) => (
            <li id={`r${id}`}>
              <b>{content['name']}</b>
              {content['handles'] === '1' && <span class="badge">政府信息公开工作机构</span>}
              <Lines lines={linesIn(content, 'duties')} />
              <Reached content={content} />
              <Changed on={changedOn} />
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a href="/disclosure/items?column=organisation">机构职能栏目的全部信息</a>　依据：条例第二十条第二项
      </p>
    </div>
  </PublicPage>
)

/** `/disclosure/services`: what can be had done here. */
export const ServicesPage = (p: PublicFrame & { services: readonly ShownRecord[] }) => (
  <PublicPage {...p} title="办事服务" current="disclosure" crumbs={[HOME, { label: '办事服务' }]}>
    <div class="wrap stack mt-4">
      <h1>办事服务</h1>
      {p.services.length === 0 ? (
        <EmptyTable words="还没有公开办事服务" />
      ) : (
        <table class="table cards">
          <caption class="hide">办事服务</caption>
          <thead>
            <tr>
              {['事项', '时限', '收费', '窗口', '电话'].map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {p.services.map(({ id, content }) => (
              <tr>
                <th scope="row" data-th="事项">
                  <a href={`/disclosure/services/${id}`}>{content['name']}</a>
                </th>
                {(
                  [
                    ['limit', '时限'],
                    ['fee', '收费'],
                    ['window', '窗口'],
                    ['phone', '电话'],
                  ] as const
                ).map(([name, label]) => (
                  <td data-th={label}>{content[name]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  </PublicPage>
)

const PARTS = [
  ['conditions', '条件'],
  ['materials', '材料'],
  ['steps', '流程'],
  ['basis', '依据'],
] as const
/** `/disclosure/services/:id`: what it takes, how long, what it costs, and where. */
export const ServicePage = (p: PublicFrame & { service: ShownRecord }) => {
  const { content, changedOn } = p.service
  return (
    <PublicPage
      {...p}
      title={content['name'] ?? ''}
      current="disclosure"
      crumbs={[HOME, { label: '办事服务', href: '/disclosure/services' }, { label: content['name'] ?? '' }]}
    >
      <article class="wrap narrow stack mt-4">
        <h1>{content['name']}</h1>
        <dl class="facts record">
          <dt>时限</dt>
          <dd>{content['limit']}</dd>
          <dt>收费</dt>
          <dd>{content['fee']}</dd>
          <dt>窗口</dt>
          <dd>
            {content['window']}，{content['hours']}
          </dd>
          <dt>电话</dt>
          <dd>
            <a href={`tel:${(content['phone'] ?? '').replace(/[^\d+-]/g, '')}`}>{content['phone']}</a>
          </dd>
        </dl>
        {content['online'] && (
          <p>
            <a class="button" href={content['online']}>
              网上办理
            </a>
          </p>
        )}
        {PARTS.map(([name, label]) => (
          <section>
            <h2>{label}</h2>
            <Lines lines={linesIn(content, name)} />
          </section>
        ))}
        <Changed on={changedOn} />
      </article>
    </PublicPage>
  )
}

type GuideProps = PublicFrame & {
  title: string
  sections: readonly GuideSection[]
  changed: PlainDate | undefined
}
/** `/disclosure/guide`: what article 12 asks of it, the office as its own record has it. */
export const GuidePage = (p: GuideProps) => (
  <PublicPage {...p} title={p.title} current="disclosure" crumbs={[HOME, { label: '指南' }]}>
    <article class="wrap narrow stack mt-4">
      <h1>{p.title}</h1>
      {p.sections.length === 0 && <EmptyTable words="还没有公开指南" />}
      {p.sections.map(({ place, title, lines }) => (
        <section id={place}>
          <h2>{title}</h2>
          <Lines lines={lines} />
        </section>
      ))}
      {p.changed && (
        <p class="row">
          <span class="muted">更新日期：{inChinese(p.changed)}</span> <a href="/disclosure/guide/versions">每一版改了什么</a>{' '}
          <a href="/disclosure/items?column=guide">指南栏目的全部信息</a>
        </p>
      )}
      <p>
        <a href="/disclosure/catalogue">政府信息公开目录</a>　<a href="/requests">依申请公开</a>
      </p>
    </article>
  </PublicPage>
)

/** `/disclosure/guide/versions`: the guide at each change beside the one before. */
export const GuideVersionsPage = (p: PublicFrame & { versions: readonly { readonly on: PlainDate; readonly compared: readonly Compared[] | null }[] }) => (
  <PublicPage {...p} title="指南的每一版" current="disclosure" crumbs={[HOME, { label: '指南', href: '/disclosure/guide' }, { label: '每一版' }]}>
    <div class="wrap narrow stack mt-4">
      <h1>指南的每一版</h1>
      {p.versions.toReversed().map(({ on, compared }) => (
        <section class="panel">
          <h2>{inChinese(on)}</h2>
          {compared === null ? <p>第一版。</p> : <ComparedList compared={compared} />}
        </section>
      ))}
    </div>
  </PublicPage>
)
