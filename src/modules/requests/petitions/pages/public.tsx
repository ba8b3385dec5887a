import { inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { paragraphs } from '../../answers/pages/public.tsx'
import { HOME } from '../../pages/public-pages.tsx'
import { findingName, type PetitionKind, petitionName, petitionPath } from '../kinds.ts'
import { isOver, petitionStageName } from '../lifecycle.ts'
import type { Due, PetitionState } from '../petition.ts'
import type { Petition } from '../store.ts'

const WORDS = {
  complaint: {
    lead: '认为我们该公开的没有公开，或者办理申请不合规定，写在这里。可以不署名。被投诉的人不办理您的投诉。',
    subject: '什么事',
    hint: '什么时候、什么事、哪里不对；有文件编号的写上',
    item: '关于哪一条公开的信息',
    button: '提交投诉举报',
    law: '也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，还可以依法申请行政复议、提起行政诉讼（条例第四十七条、第五十一条）。',
  },
  suggestion: {
    lead: '依申请公开的信息，您觉得许多人都需要，可以建议我们主动公开。我们审核后告诉您结果。',
    subject: '建议公开什么',
    hint: '谁制作的、哪一年的、关于什么事',
    item: '与哪一条公开的信息有关',
    button: '提交建议',
    law: '经审核属于主动公开范围的，及时主动公开（条例第四十四条第二款）。',
  },
} as const satisfies Record<PetitionKind, Readonly<Record<string, string>>>

type FormProps = PublicFrame & { kind: PetitionKind; formKey: string; values: Values; errors: FieldErrors }

/** The form of a complaint or a suggestion, without an account. */
export const PetitionFormPage = (p: FormProps) => {
  const { kind, values, errors } = p
  const words = WORDS[kind]
  const f = { values, errors }
  return (
    <PublicPage {...p} title={petitionName[kind]} current="requests" crumbs={[HOME, { label: petitionName[kind] }]}>
      <div class="wrap mt-4 narrow">
        <h1>{petitionName[kind]}</h1>
        <p class="lead mt-2">{words.lead}</p>
        <ErrorSummary errors={errors} />
        <form class="mt-5" action={`${petitionPath[kind]}/new`} method="post" novalidate>
          <input type="hidden" name="key" value={p.formKey} />
          <TextArea {...f} name="subject" label={words.subject} rows={5} hint={words.hint} />
          {kind === 'suggestion' && <TextArea {...f} name="why" label="为什么许多人需要" optional rows={3} />}
          <TextField {...f} name="request" label="关于哪一件申请" optional short hint="申请编号，如 XQ-2026-0001" />
          <TextField {...f} name="item" label={words.item} optional short hint="信息的编号，如 2026-00012" />
          {kind === 'complaint' && <TextField {...f} name="person" label="投诉哪个科室或者哪个人" optional />}
          <TextField {...f} name="name" label="您的姓名" optional autocomplete="name" />
          <TextField {...f} name="contact" label="电话或者邮箱" hint="加密保存，只用于核实；查看会留下记录" />
          <p class="row mt-6">
            <button class="button">{words.button}</button>
          </p>
        </form>
        <p class="small muted mt-4">{words.law}</p>
        <p class="small mt-3">
          已经提交过？<a href={petitionPath[kind]}>凭编号和查询码查结果</a>
        </p>
      </div>
    </PublicPage>
  )
}

/** Asks for number and code. */
export const PetitionTrackPage = (p: PublicFrame & { kind: PetitionKind; values: Values; errors: FieldErrors }) => (
  <PublicPage {...p} title={`查${petitionName[p.kind]}的结果`} current="requests" crumbs={[HOME, { label: petitionName[p.kind] }]}>
    <div class="wrap mt-4 narrow">
      <h1>查{petitionName[p.kind]}的结果</h1>
      <form class="mt-4" action={petitionPath[p.kind]} method="post" novalidate>
        <ErrorSummary errors={p.errors} />
        <TextField values={p.values} errors={p.errors} name="number" label="编号" autocomplete="off" short />
        <TextField values={{}} errors={p.errors} name="code" label="查询码" hint="提交时给您的 10 位字母和数字，不分大小写" autocomplete="off" short />
        <p class="mt-5">
          <button class="button">查询</button>
        </p>
      </form>
      <p class="mt-4">
        还没有提交？<a href={`${petitionPath[p.kind]}/new`}>填表</a>
      </p>
    </div>
  </PublicPage>
)

type SeenProps = PublicFrame & {
  petition: Petition
  due: Due | null
  /** Shown once, right after it was sent. */
  code: string | null
  title: string | null
  values: Values
  errors: FieldErrors
}

/** What its sender sees: where it stands, what became of it, and the steps still open. */
export const PetitionPage = (p: SeenProps) => {
  const { petition, due, code } = p
  const { kind, number, state, subject } = petition
  return (
    <PublicPage
      {...p}
      title={`${petitionName[kind]} ${number}`}
      current="requests"
      crumbs={[HOME, { label: petitionName[kind], href: petitionPath[kind] }, { label: number }]}
    >
      <div class="wrap mt-4 narrow">
        <h1>{code ? `已收到您的${petitionName[kind]}` : `${petitionName[kind]} ${number}`}</h1>
        <ErrorSummary errors={p.errors} />
        <section class="panel mt-4">
          <dl class="facts">
            <dt>编号</dt>
            <dd>
              <strong class="big">{number}</strong>
            </dd>
            {code && (
              <>
                <dt>查询码</dt>
                <dd>
                  <strong class="big mono">{code}</strong>
                  <br />
                  <span class="small muted">只在这里显示这一次，请抄下。凭编号和查询码查结果、撤回。</span>
                </dd>
              </>
            )}
            <dt>收到</dt>
            <dd>{inChinese(state.receivedOn)}</dd>
            <dt>现在</dt>
            <dd>
              {petitionStageName[state.stage]}
              {due &&
                `，${inShortChinese(due.on)}前${state.stage === 'received' && kind === 'complaint' ? '受理' : '告诉您结果'}${due.provisional ? '（暂定）' : ''}`}
            </dd>
          </dl>
        </section>
        <Outcome state={state} title={p.title} />
        <section class="mt-5">
          <h2>您写的</h2>
          <div class="mt-2">{paragraphs(subject)}</div>
        </section>
        {!isOver(state.stage) && (
          <details class="do mt-5 no-print" open={p.errors['reason'] !== undefined}>
            <summary>撤回</summary>
            <form action={`${petitionPath[kind]}/${number}/withdraw`} method="post" class="stack">
              <TextField values={p.values} errors={p.errors} name="reason" label="原因" optional />
              <label class="choice">
                <input type="checkbox" name="sure" value="yes" />
                <span>确定撤回，不再办理</span>
              </label>
              <button class="button plain">撤回</button>
            </form>
          </details>
        )}
      </div>
    </PublicPage>
  )
}

/** What became of it, in the words its sender is told. */
export const Outcome = ({ state, title }: { state: PetitionState; title: string | null }) => {
  const { answer, forwarded, published, declined, withdrawn } = state
  const line = (on: PlainDate, head: string, words: string) => (
    <section class="panel mt-4">
      <h2>
        {inChinese(on)}：{head}
      </h2>
      {words
        .split('\n')
        .filter(Boolean)
        .map((one) => (
          <p class="mt-2">{one}</p>
        ))}
    </section>
  )
  if (published)
    return (
      <section class="panel mt-4">
        <h2>{inChinese(published.on)}：已主动公开</h2>
        <p class="mt-2">
          <a href={`/disclosure/${published.item}`}>{title ?? `信息 ${published.item}`}</a>
        </p>
        {published.words && <p class="mt-2">{published.words}</p>}
      </section>
    )
  if (answer) return line(answer.on, `答复：${findingName[answer.finding]}`, answer.words)
  if (forwarded) return line(forwarded.on, `转送${forwarded.to}`, forwarded.words)
  if (declined) return line(declined.on, '不主动公开，理由', declined.reason)
  return withdrawn && line(withdrawn.on, '已撤回', withdrawn.reason)
}
