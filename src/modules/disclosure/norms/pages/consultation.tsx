import { daysBetween, inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { covered } from '../../../../kernel/release-gate.ts'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { raw } from '../../../../ui/jsx-runtime.ts'
import { LightMark } from '../../../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { DataTable, Onward } from '../../../../ui/table.tsx'
import { RULES } from '../../rules.ts'
import { verdictName } from '../comment.ts'
import type { Comment } from '../comment-store.ts'
import type { ListedConsultation, NormPlace } from '../list-store.ts'
import type { Consultation } from '../norm.ts'
import type { Norm } from '../store.ts'
import { placeText } from './public.tsx'

const HOME = { label: '政府信息公开', href: '/disclosure' }

/** `/disclosure/consultations`: what the public is or was asked about, the last first. */
export const ConsultationsPage = (
  p: PublicFrame & { rows: readonly ListedConsultation[]; next: NormPlace | null; after: NormPlace | null; today: PlainDate },
) => (
  <PublicPage {...p} title="征求意见" current="disclosure" crumbs={[HOME, { label: '征求意见' }]}>
    <div class="wrap stack mt-4">
      <h1>征求意见</h1>
      <p class="lead">草案定下来以前，请您说话。每次不少于 {RULES.consultation.days} 日；截止以后，公布采纳了什么、没有采纳的为什么。</p>
      <DataTable
        caption="征求意见"
        rows={p.rows}
        empty="还没有公开征求过意见"
        columns={[
          { head: '草案', rowHead: true, cell: ({ number, title }) => <a href={`/disclosure/consultations/${number}`}>{title}</a> },
          { head: '公布', line: true, cell: ({ from }) => from },
          { head: '截止', line: true, cell: ({ until }) => until },
          { head: '情况', cell: (row) => <State row={row} today={p.today} /> },
        ]}
      />
      <Onward first={p.after ? '/disclosure/consultations' : null} next={p.next && `/disclosure/consultations?after=${placeText(p.next)}`} />
    </div>
  </PublicPage>
)

const State = ({ row: { open, until, answeredOn }, today }: { row: ListedConsultation; today: PlainDate }) =>
  open ? <LightMark light="ok" word={leftWords(until, today)} /> : answeredOn ? <>已反馈，{answeredOn}</> : <>已截止，采纳情况整理中</>

const leftWords = (until: PlainDate, today: PlainDate): string => (until === today ? '今天截止' : `还有 ${daysBetween(today, until)} 天`)

export type ConsultationProps = PublicFrame & {
  norm: Norm
  consultation: Consultation
  open: boolean
  today: PlainDate
  /** The first day it could have ended on. */
  shortest: PlainDate
  comments: readonly Comment[]
  next: number | null
  formKey: string
  values: Values
  errors: FieldErrors
}

/** `/disclosure/consultations/:number`: the draft, the time left, the form, and afterwards what came of it. */
export const ConsultationPage = (p: ConsultationProps) => {
  const { content } = p.consultation
  return (
    <PublicPage
      {...p}
      title={`征求意见：${content.title}`}
      current="disclosure"
      crumbs={[HOME, { label: '征求意见', href: '/disclosure/consultations' }, { label: '草案' }]}
      description={content.summary}
    >
      <div class="wrap stack mt-4">
        <ErrorSummary errors={p.errors} />
        <h1>{content.title}（征求意见稿）</h1>
        <Time {...p} />
        {p.consultation.answer && <Answer {...p} answer={p.consultation.answer} />}
        <section>
          <h2>起草说明</h2>
          <p class="mt-2">{content.note}</p>
        </section>
        <section>
          <h2>征求意见稿</h2>
          <div class="prose mt-3">{raw(content.html)}</div>
        </section>
        {p.open && <CommentForm {...p} />}
      </div>
    </PublicPage>
  )
}

const Time = ({ consultation: { from, until, closed, answer }, open, today, shortest, norm }: ConsultationProps) => (
  <section class="panel">
    <p class="big">
      {open ? (
        <LightMark light="ok" word={leftWords(until, today)} />
      ) : norm.state.stage === 'dropped' ? (
        '不再制定'
      ) : answer ? (
        '已经反馈采纳情况'
      ) : (
        '已经截止，采纳情况整理中'
      )}
    </p>
    <p class="mt-2">
      {inChinese(from)}公布，当日不计，满 {RULES.consultation.days} 日是{inChinese(shortest)}；到{inChinese(until)}（当天 24 时）截止，共{' '}
      {daysBetween(from, until)} 日{until >= shortest ? '，不少于法定期限。' : '，短于法定期限。'}
      <span class="muted">（{RULES.consultation.law}；民法典第二百零一条、第二百零三条）</span>
    </p>
    <p class="mt-2">收到意见 {closed?.comments ?? norm.comments} 条。</p>
  </section>
)

const Answer = (p: ConsultationProps & { answer: NonNullable<Consultation['answer']> }) => {
  const { adopted, partly, rejected, unrelated } = p.answer.weighed
  return (
    <section class="panel">
      <h2>采纳情况反馈</h2>
      <p>
        采纳 {adopted} 条，部分采纳 {partly} 条，不采纳 {rejected} 条，与草案无关 {unrelated} 条。{inChinese(p.answer.on)}反馈。
      </p>
      {p.answer.words.split('\n').map((line) => (
        <p class="mt-2">{covered(line)}</p>
      ))}
      <DataTable
        caption="每一条意见和处理"
        rows={p.comments}
        empty="没有与草案有关的意见"
        columns={[
          { head: '编号', rowHead: true, num: true, cell: ({ n }) => n },
          { head: '意见', cell: ({ body }) => covered(body) },
          { head: '处理', line: true, cell: ({ verdict }) => verdict && verdictName[verdict] },
          { head: '理由', cell: ({ reply }) => covered(reply) || '—' },
        ]}
      />
      <Onward first={null} next={p.next === null ? null : `/disclosure/consultations/${p.norm.number}?after=${p.next}`} />
      {p.norm.state.issue && (
        <p class="mt-3">
          文件已经印发：<a href={`/disclosure/norms/${p.norm.number}`}>{p.norm.state.issue.documentNumber}</a>
        </p>
      )}
    </section>
  )
}

const CommentForm = (p: ConsultationProps) => (
  <section class="panel" id="comment">
    <h2>提意见</h2>
    <p class="muted">不用注册。姓名和联系方式不公开，只在需要当面了解时由工作人员查看并留痕；意见里写到的电话、证件号码公布时会遮住。</p>
    <form method="post" action={`/disclosure/consultations/${p.norm.number}`} class="mt-3">
      <input type="hidden" name="key" value={p.formKey} />
      <TextArea name="body" label="您的意见" rows={6} values={p.values} errors={p.errors} hint="写明对哪一条，怎样改，为什么" />
      <TextField name="name" label="怎样称呼您" values={p.values} errors={p.errors} optional autocomplete="name" />
      <TextField name="contact" label="联系方式" values={p.values} errors={p.errors} optional hint="电话或者邮箱，需要了解情况时联系您" />
      <p class="mt-4">
        <button class="button">提交意见</button>
      </p>
    </form>
  </section>
)

/** After a comment was taken. */
export const CommentTakenPage = (p: PublicFrame & { norm: Norm; n: number; until: PlainDate }) => (
  <PublicPage {...p} title="意见已收到" current="disclosure" crumbs={[HOME, { label: '征求意见', href: '/disclosure/consultations' }, { label: '意见已收到' }]}>
    <div class="wrap narrow stack mt-4">
      <h1>意见已收到</h1>
      <p class="lead">
        您的意见是第 <strong>{p.n}</strong> 条。{inChinese(p.until)}截止以后，逐条写明是否采纳，在
        <a href={`/disclosure/consultations/${p.norm.number}`}>草案的页面</a>上公布。
      </p>
    </div>
  </PublicPage>
)
