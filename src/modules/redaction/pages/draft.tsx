import type { Refusal } from '../../../kernel/refusal.ts'
import { islands } from '../../../ui/assets.ts'
import { ErrorSummary, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { GROUND_KEYS, groundMark, groundName } from '../ground.ts'
import type { Draft } from '../store.ts'
import { momentOf, pathOf } from './list.tsx'

export type Form = 'boxes' | 'words' | 'hits' | 'remove' | 'produce'
export type DraftProps = ConsoleFrame & {
  draft: Draft
  /** The page of the file that is open, from 1. */
  open: number
  refused?: { readonly form: Form; readonly because: Refusal; readonly values: Values }
}
const draftPath = ({ requestNumber, id }: Draft): string => `${pathOf(requestNumber)}/${id}`

/** `/staff/requests/:number/redactions/:id`: the pages of a file, what is marked on them, and what was found. */
export const DraftPage = (p: DraftProps) => {
  const { draft } = p
  const hasPages = draft.pages.length > 0
  return (
    <ConsolePage {...p} title={`区分处理：${draft.name}`}>
      {p.refused && <ErrorSummary errors={{ [p.refused.form]: p.refused.because.because }} />}
      <p class="row tight">
        <a href={pathOf(draft.requestNumber)}>申请 {draft.requestNumber} 的区分处理</a>
        <span class="muted">
          {draft.editedBy}上次改动：{momentOf(draft.editedAt)}。每加一处就保存一次
        </span>
      </p>
      <div class="grid side mt-4">
        <aside class="grid">
          <Marks {...p} />
          <Produce {...p} />
          <Words {...p} />
        </aside>
        <div class="grid">
          {hasPages && <Sheet {...p} />}
          <Hits {...p} />
          {draft.notes.length > 0 && (
            <section class="panel">
              <h2>关于这份文件</h2>
              <ul class="dots">
                {draft.notes.map((note) => (
                  <li>{note}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      {hasPages && <script src={islands.redact.path} defer />}
    </ConsolePage>
  )
}

const Hidden = ({ draft, open }: DraftProps) => (
  <>
    <input type="hidden" name="version" value={draft.version} />
    <input type="hidden" name="open" value={open} />
  </>
)

/** Why a place is not told; the one chosen last stays chosen. */
const GroundField = ({ id, values, draft }: { id: string; values: Values | undefined; draft: Draft }) => {
  const chosen = values?.['ground'] ?? draft.marks.at(-1)?.ground ?? ''
  return (
    <div class="field mt-3">
      <label for={id}>依据</label>
      <select class="input" id={id} name="ground">
        <option value="">选不公开的依据</option>
        {GROUND_KEYS.map((key) => (
          <option value={key} selected={key === chosen}>
            {groundName(key)}
          </option>
        ))}
      </select>
    </div>
  )
}

const valuesOf = (p: DraftProps, form: Form): Values | undefined => (p.refused?.form === form ? p.refused.values : undefined)
const Refused = ({ p, form }: { p: DraftProps; form: Form }) => (p.refused?.form === form ? <p class="error">{p.refused.because.because}</p> : null)

const Sheet = (p: DraftProps) => {
  const { draft, open } = p
  const page = draft.pages[open - 1]
  if (page === undefined) return null
  const values = valuesOf(p, 'boxes')
  return (
    <section class="panel" id="boxes">
      <h2>
        第 {open} 页，共 {draft.pages.length} 页
      </h2>
      <PageLinks draft={draft} open={open} />
      <form method="post" action={`${draftPath(draft)}/boxes`}>
        <Hidden {...p} />
        <input type="hidden" name="page" value={open} />
        <Refused p={p} form="boxes" />
        <GroundField id="box-ground" values={values} draft={draft} />
        <div class="mt-3" data-redact="send" data-step="0.1" hidden>
          <p class="hint">先选依据，再在页面上拖动，框住要遮盖的地方：松手就加上一处。黑色的是已经加上的，橙色的是检索到还没有加的</p>
          <div class="redact">
            <img src={`${draftPath(draft)}/pages/${open}`} alt={`第 ${open} 页，按住拖出要遮盖的一块`} draggable="false" />
            <Overlay draft={draft} open={open} />
            <span />
          </div>
        </div>
        <noscript>
          <div class="redact">
            <img src={`${draftPath(draft)}/pages/${open}`} alt={`第 ${open} 页`} />
            <Overlay draft={draft} open={open} />
          </div>
        </noscript>
        <fieldset class="field">
          <legend>用数字画框</legend>
          <div class="row">
            {(['left', 'top', 'width', 'height'] as const).map((name) => (
              <label>
                {SIDES[name]}（%） <input class="input short" name={name} inputmode="decimal" autocomplete="off" value={values?.[name] ?? ''} />
              </label>
            ))}
            <button class="button plain">加这一框</button>
          </div>
        </fieldset>
      </form>
    </section>
  )
}
const SIDES = { left: '左边', top: '上边', width: '宽', height: '高' } as const

const PageLinks = ({ draft, open }: { draft: Draft; open: number }) =>
  draft.pages.length < 2 ? null : (
    <nav class="row tight" aria-label="页面">
      {open > 1 && <a href={`${draftPath(draft)}?page=${open - 1}`}>上一页</a>}
      {draft.pages.map((_, i) => {
        const n = draft.marks.filter((mark) => mark.kind === 'box' && mark.page === i + 1).length
        return (
          <a href={`${draftPath(draft)}?page=${i + 1}`} aria-current={i + 1 === open ? 'page' : null}>
            {i + 1}
            {n > 0 && `（${n} 框）`}
          </a>
        )
      })}
      {open < draft.pages.length && <a href={`${draftPath(draft)}?page=${open + 1}`}>下一页</a>}
    </nav>
  )

/** What is marked on a page, and what was found on it and is not. */
const Overlay = ({ draft, open }: { draft: Draft; open: number }) => {
  const page = draft.pages[open - 1]
  const words = new Set(draft.marks.flatMap((mark) => (mark.kind === 'words' ? [mark.words] : [])))
  return (
    <svg viewBox={`0 0 ${page?.width ?? 1} ${page?.height ?? 1}`} preserveAspectRatio="none" aria-hidden="true">
      {draft.hits
        .filter((hit) => hit.page === open)
        .flatMap((hit) =>
          hit.places.map((place) => <rect class={words.has(hit.text) ? null : 'guess'} x={place.x} y={place.y} width={place.width} height={place.height} />),
        )}
      {draft.marks.map((mark) => mark.kind === 'box' && mark.page === open && <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} />)}
    </svg>
  )
}

const Marks = (p: DraftProps) => {
  const { draft } = p
  const last = draft.marks.at(-1)
  return (
    <section class="panel" id="remove">
      <h2>已标出 {draft.marks.length} 处</h2>
      <Refused p={p} form="remove" />
      {draft.marks.length === 0 && <p class="muted">还没有标出要遮盖的地方。</p>}
      <form method="post" action={`${draftPath(draft)}/remove`}>
        <Hidden {...p} />
        <ol class="marks">
          {draft.marks.map((mark, i) => (
            <li>
              <span>
                {mark.kind === 'box' ? <a href={`${draftPath(draft)}?page=${mark.page}`}>第 {mark.page} 页的框</a> : <b>{mark.words}</b>}
                <br />
                <span class="muted">{groundMark(mark.ground)}</span>
              </span>
              <button class="button plain" name="mark" value={mark.id} aria-label={`去掉第 ${i + 1} 处`}>
                去掉
              </button>
            </li>
          ))}
        </ol>
        {last && (
          <p class="mt-3">
            <button class="button plain" name="mark" value={last.id}>
              撤销刚才的一处
            </button>
          </p>
        )}
      </form>
    </section>
  )
}

const Produce = (p: DraftProps) => (
  <section class="panel" id="produce">
    <h2>生成副本</h2>
    <p>副本重新写成：被遮盖的文字和像素真正删去，文件属性、批注、隐藏内容一并删去，再由三种程序重读复核。</p>
    <Refused p={p} form="produce" />
    <form method="post" action={`${draftPath(p.draft)}/produce`} class="mt-3">
      <Hidden {...p} />
      <button class="button">生成并复核</button>
    </form>
  </section>
)

const Words = (p: DraftProps) => {
  const values = valuesOf(p, 'words')
  return (
    <section class="panel" id="words">
      <h2>按词句遮盖</h2>
      <form method="post" action={`${draftPath(p.draft)}/words`}>
        <Hidden {...p} />
        <Refused p={p} form="words" />
        <div class="field mt-0">
          <label for="words-field">要遮盖的词句</label>
          <span class="hint" id="words-h">
            一行一个；文件里每一处都遮盖
          </span>
          <textarea class="input" id="words-field" name="words" rows={3} aria-describedby="words-h">
            {`\n${values?.['words'] ?? ''}`}
          </textarea>
        </div>
        <GroundField id="words-ground" values={values} draft={p.draft} />
        <p class="mt-3">
          <button class="button plain">加这些词句</button>
        </p>
      </form>
    </section>
  )
}

const Hits = (p: DraftProps) => {
  const marked = new Set(p.draft.marks.flatMap((mark) => (mark.kind === 'words' ? [mark.words] : [])))
  const values = valuesOf(p, 'hits')
  const waiting = p.draft.hits.map((hit, i) => ({ hit, i })).filter(({ hit }) => !marked.has(hit.text))
  return (
    <section class="panel" id="hits">
      <h2>检索到 {p.draft.hits.length} 处可能是个人信息</h2>
      {waiting.length === 0 ? (
        <p class="muted">
          {p.draft.hits.length === 0 ? '没有检索到证件号码、电话、银行卡号、邮箱、车牌和姓名。检索不能代替通读。' : '检索到的都已经加上。检索不能代替通读。'}
        </p>
      ) : (
        <form method="post" action={`${draftPath(p.draft)}/hits`}>
          <Hidden {...p} />
          <Refused p={p} form="hits" />
          {waiting.map(({ hit, i }) => (
            <label class="choice">
              <input type="checkbox" name={`hit-${i}`} value="1" checked={values ? values[`hit-${i}`] === '1' : hit.kind.includes('校验相符')} />
              <span>
                {hit.text}
                <span class="hint">
                  {hit.kind}，{hit.where}
                </span>
              </span>
            </label>
          ))}
          <GroundField id="hits-ground" values={values} draft={p.draft} />
          <p class="mt-3">
            <button class="button plain">加勾选的</button>
          </p>
        </form>
      )}
    </section>
  )
}
