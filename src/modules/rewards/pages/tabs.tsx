const PLACES = [
  { key: 'awards', label: '奖励', href: '/staff/rewards' },
  { key: 'payouts', label: '发放名单', href: '/staff/rewards/payouts' },
  { key: 'balance', label: '对账', href: '/staff/rewards/balance' },
  { key: 'signals', label: '疑点', href: '/staff/rewards/signals' },
  { key: 'rules', label: '规则', href: '/staff/rewards/rules' },
] as const
export type RewardPlace = (typeof PLACES)[number]['key']

/** What a viewer may do beside reading; the routes hold to it, the pages show it. */
export type RewardPowers = { readonly approve: boolean; readonly pay: boolean }

export const RewardTabs = ({ current }: { current: RewardPlace }) => (
  <nav class="tabs" aria-label="举报奖励">
    {PLACES.map((place) => (
      <a href={place.href} aria-current={place.key === current ? 'page' : null}>
        {place.label}
      </a>
    ))}
  </nav>
)
