import { escaped } from './jsx-runtime.ts'

type Light = 'ok' | 'soon' | 'late' | 'hold' | 'done' | 'missed'
const classOf = { ok: 'ok', soon: 'soon', late: 'over', hold: 'hold', done: 'done', missed: 'late' } as const satisfies Record<Light, string>

/** Shape, word and colour say the same: ● 正常 ▲ 临期 ◆ 超期 ◇ 超期办结 ‖ 停计 ✓ 已办结. `late` is open and late, `missed` was done late. */
export const LightMark = ({ light, word }: { light: Light; word: string }) => <span class={`light ${classOf[light]}`}>{word}</span>

/** The same as text, for rows that are written as text. */
export const lightText = (light: Light, word: string): string => `<span class="light ${classOf[light]}">${escaped(word)}</span>`
