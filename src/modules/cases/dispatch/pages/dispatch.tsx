import { islands } from '../../../../ui/assets.ts'
import { ConsolePage } from '../../../../ui/page.tsx'
import { stageName } from '../../lifecycle.ts'
import { momentText } from '../../moment-text.ts'
import type { Case } from '../../store.ts'
import { ChosenCase } from './chosen.tsx'
import { DispatchMap } from './dispatch-map.tsx'
import { Queue } from './queue.tsx'
import type { DispatchProps } from './props.ts'

/** `/staff/dispatch`: the queue, the map, and the case in hand, with what every unit has. */
export const DispatchPage = (p: DispatchProps) => (
  <ConsolePage {...p} title="甄别派遣" top={<Keys />}>
    {p.last && <Done one={p.last} now={p.now} />}
    {p.none && (
      <p class="notice" role="status">
        没有选中案件，什么也没有改动。先勾选列表里的案件，再按批量办理。
      </p>
    )}
    <div class="grid desk" data-desk>
      <Queue {...p} />
      {p.chosen ? (
        <ChosenCase {...p} chosen={p.chosen} />
      ) : (
        <section class="panel">
          <p class="muted">没有等着甄别或派遣的案件。新的上报到了，刷新这一页就能看到。</p>
        </section>
      )}
      <DispatchMap {...p} />
    </div>
    <script src={islands.desk.path} defer />
  </ConsolePage>
)

const Done = ({ one: { number, state }, now }: { one: Case; now: Date }) => (
  <p class="notice" role="status" id="done">
    <a href={`/staff/cases/${number}`}>{number}</a> 现在是“{stageName[state.stage]}”
    {state.stage === 'dispatched' && state.tenure && `，${momentText(state.tenure.from, now)}派给${state.tenure.unit.name}`}
  </p>
)

const KEYS: readonly (readonly [string, string])[] = [
  ['j / k', '下一件 / 上一件'],
  ['1 2 3', '选第几个建议'],
  ['a', '受理'],
  ['f', '立案'],
  ['d', '派遣'],
  ['m', '并入同一问题'],
  ['t', '转其他渠道'],
  ['x', '选中这一件，批量办理'],
  ['?', '打开或收起这张表'],
]
/** Single keys may get in the way of dictation and of other tools, so they can be switched off. */
const Keys = () => (
  <details class="keys" data-keys hidden>
    <summary>
      快捷键 <kbd>?</kbd>
    </summary>
    <dl class="facts tight">
      {KEYS.map(([key, what]) => (
        <>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </>
      ))}
    </dl>
    <label class="choice">
      <input type="checkbox" data-keys-on checked />
      <span>用单个字母键办理</span>
    </label>
  </details>
)
