import { z } from 'zod'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { AROUND_TEXT, isAround } from './around.ts'
import { type Spot, SUPERVISION_LEVELS, type Unit } from './facts.ts'
import type { Filing } from './facts.ts'
import type { Step } from './lifecycle.ts'
import { readPlace } from './map-view.ts'
import type { Order } from './steps.ts'

type Values = Readonly<Record<string, string>>
/** What a form names and only the ledgers know. */
export type Known = {
  readonly filing: (code: string) => Filing | undefined
  readonly spot: (values: Values) => Promise<Spot>
  readonly unit: (id: string) => Unit | undefined
  /** Metres from the case to where the verifier stood; null when he did not say. */
  readonly metres: (place: string) => number | null
}

const LONGEST = 2_000
const Text = z
  .string()
  .max(LONGEST, { error: `最多 ${LONGEST} 个字` })
  .default('')
const Amount = z
  .string()
  .regex(/^\d{1,3}(\.\d)?$/, { error: '填写要延长多少，如 3' })
  .transform(Number)
const reason = z.object({ reason: Text })
const note = z.object({ note: Text })
/** Steps whose form holds nothing but words. */
const PLAIN = {
  decline: reason,
  merge: z.object({ parent: z.string().min(1, { error: '选一件，或者填写并入哪一件的编号' }), because: Text }),
  unmerge: reason,
  askOnSite: reason,
  transfer: z.object({ channel: z.string().min(2, { error: '写明转到哪个渠道' }).max(60), reason: Text }),
  file: z.object({}),
  void: reason,
  recall: reason,
  receive: z.object({}),
  return: reason,
  dispute: reason,
  finishStage: z.object({ name: Text, note: Text }),
  feedBack: note,
  askPostponement: z.object({ amount: Amount, reason: Text }),
  grantPostponement: note,
  refusePostponement: reason,
  askSuspension: z.object({ until: Text, reason: Text }),
  grantSuspension: note,
  refuseSuspension: reason,
  resume: note,
  supervise: z.object({ level: z.enum(SUPERVISION_LEVELS, { error: '选择督办的方式' }), note: Text }),
  close: z.object({ opinion: Text }),
  appeal: reason,
  grantAppeal: note,
  refuseAppeal: reason,
  askVisit: reason,
  explain: note,
  reopen: reason,
  reconsider: reason,
} as const satisfies Partial<Record<Step, z.ZodType>>
type PlainStep = keyof typeof PLAIN
const isPlain = (step: Step): step is PlainStep => Object.hasOwn(PLAIN, step)

/** The order a step's form makes, or its first mistake. */
export async function orderOf(step: Step, values: Values, known: Known): Promise<Order | Refusal<'invalid' | 'not-yours'>> {
  if (isPlain(step)) {
    const parsed = PLAIN[step].safeParse(values)
    if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
    return { step, ...parsed.data } as Order // the schema of a step is the shape of its order
  }
  const said = (values['note'] ?? '').slice(0, LONGEST)
  switch (step) {
    case 'accept':
    case 'reclassify':
      return await classified(step, values, known)
    case 'dispatch':
    case 'decide': {
      const unit = known.unit(values['unit'] ?? '')
      if (!unit) return refuse('invalid', '选择派给哪个单位')
      const because = (values['because'] ?? '').slice(0, LONGEST)
      return step === 'dispatch' ? { step, unit, note: said, because } : { step, unit, ground: because }
    }
    case 'reportOnSite':
      if (values['found'] !== 'yes' && values['found'] !== 'no') return refuse('invalid', '选一个：情况属实，或者没有发现')
      return { step, found: values['found'] === 'yes', note: said, metres: known.metres(values['place'] ?? '') }
    case 'pass':
    case 'fail':
      return { step, note: said, metres: known.metres(values['place'] ?? '') }
    case 'withdraw':
    case 'rateSatisfied':
    case 'rateDissatisfied':
      return refuse('not-yours', '这一步由上报人自己办理')
  }
}

async function classified(step: 'accept' | 'reclassify', values: Values, known: Known): Promise<Order | Refusal<'invalid'>> {
  const { condition = '', title = '', address = '', place = '', reason: why = '' } = values
  const filing = known.filing(condition)
  if (!filing) return refuse('invalid', '选择立案条件：它决定时限和结案条件')
  const at = readPlace(place)
  if (place !== '' && !at) return refuse('invalid', '坐标写成“经度,纬度”，如 116.36,39.91；也可以不填')
  if (at && !isAround(at)) return refuse('invalid', `坐标不在${AROUND_TEXT}：看看经度、纬度是不是写反了；也可以不填`)
  const spot = await known.spot(values)
  if (step === 'reclassify') return { step, filing, spot, reason: why }
  if (title.length < 2 || title.length > 60) return refuse('invalid', '写一个 2 到 60 字的标题，公众会看到')
  if (address.length < 2 || address.length > 120) return refuse('invalid', '写明位置，公众会看到')
  return { step, filing, spot, title, place: address }
}
