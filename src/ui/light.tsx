/** Shape, word and colour say the same: ● 正常 ▲ 临期 ◆ 超期 ◇ 超期办结 ‖ 停计 ✓ 已办结. `late` is open and late, `missed` was done late. */
export const LightMark = ({ light, word }: { light: 'ok' | 'soon' | 'late' | 'hold' | 'done' | 'missed'; word: string }) => (
  <span class={`light ${light === 'late' ? 'over' : light === 'missed' ? 'late' : light}`}>{word}</span>
)
