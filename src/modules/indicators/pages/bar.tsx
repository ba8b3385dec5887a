/** A bar without a word of its own: the number stands beside it, and a screen reader hears that one alone. */
export const Bar = ({ share, bad }: { share: number; bad?: boolean }) => (
  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <path d={`M0 0h${Math.round(Math.min(1, share) * 1_000) / 10}v8H0z`} class={bad ? 'fill-seal' : 'fill-blue'} />
  </svg>
)
