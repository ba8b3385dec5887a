/** Shape, word and colour say the same: ● 正常 ▲ 临期 ◆ 超期 ‖ 停计 ✓ 已办结. */
export const LightMark = ({ light, word }: { light: 'ok' | 'soon' | 'late' | 'hold' | 'done'; word: string }) => (
  <span class={`light ${light === 'late' ? 'over' : light}`}>{word}</span>
)
