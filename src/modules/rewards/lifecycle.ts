import { type Refusal, refuse } from '../../kernel/refusal.ts'

export const STATES = ['accrued', 'approved', 'paid', 'expired', 'clawed_back'] as const
export type State = (typeof STATES)[number]
export const stateName = {
  accrued: '已记入，待审批',
  approved: '已审批，待发放',
  paid: '已发放',
  expired: '逾期未领',
  clawed_back: '已撤回',
} as const satisfies Record<State, string>

export const ACCOUNTS = ['pool', 'payable', 'approved', 'paid', 'expired', 'recovered'] as const
export type Account = (typeof ACCOUNTS)[number]
export const accountName = {
  pool: '奖金池',
  payable: '应付未批',
  approved: '已批待发',
  paid: '已发放',
  expired: '逾期未领',
  recovered: '应追回',
} as const satisfies Record<Account, string>

export type Step = 'approve' | 'pay' | 'expire' | 'clawBack'
export const stepName = { approve: '审批奖励', pay: '发放奖励', expire: '奖励逾期未领', clawBack: '撤回奖励' } as const satisfies Record<Step, string>

/** One movement of money: the first account is debited, the second credited. */
export type Move = { readonly to: State; readonly debit: Account; readonly credit: Account }

/** Every step there is. Money moves from the account of one state to that of the next; the pool is minus the sum of the others. */
export const lifecycle: Readonly<Record<State, Partial<Readonly<Record<Step, Move>>>>> = {
  accrued: {
    approve: { to: 'approved', debit: 'payable', credit: 'approved' },
    clawBack: { to: 'clawed_back', debit: 'payable', credit: 'pool' },
  },
  approved: {
    pay: { to: 'paid', debit: 'approved', credit: 'paid' },
    expire: { to: 'expired', debit: 'approved', credit: 'expired' },
    clawBack: { to: 'clawed_back', debit: 'approved', credit: 'pool' },
  },
  paid: { clawBack: { to: 'clawed_back', debit: 'paid', credit: 'recovered' } },
  expired: {},
  clawed_back: {},
}
export const ACCRUAL = { to: 'accrued', debit: 'pool', credit: 'payable' } as const satisfies Move

/** The movement of a step, or why it cannot be taken now. */
export function moveFor(award: { readonly state: State; readonly caseNumber: string }, step: Step): Move | Refusal<'not-now'> {
  const move = lifecycle[award.state][step]
  return move ?? refuse('not-now', `案件 ${award.caseNumber} 的奖励${stateName[award.state]}，现在不能${stepVerb[step]}；${possibleIn(award.state)}`)
}
const stepVerb = { approve: '审批', pay: '发放', expire: '作逾期处理', clawBack: '撤回' } as const satisfies Record<Step, string>

function possibleIn(state: State): string {
  const steps = Object.keys(lifecycle[state]).filter((step): step is Step => step in stepVerb)
  return steps.length === 0 ? '这笔奖励已经了结' : `可以${steps.map((step) => stepVerb[step]).join('、')}`
}

/** The account in which an award's money stands; `rewards.account_of` in the database says the same. */
export function accountOf(state: State, wasPaid: boolean): Account {
  if (state === 'accrued') return 'payable'
  if (state === 'clawed_back') return wasPaid ? 'recovered' : 'pool'
  return state
}

/** Whether a state has no such step. */
export const isRefusedStep = ({ state }: { readonly state: State }, step: Step): boolean => lifecycle[state][step] === undefined
