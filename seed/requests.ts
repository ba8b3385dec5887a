import { beijingDay, plainDate } from '../src/kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../src/kernel/refusal.ts'
import type { Role, Viewer } from '../src/kernel/viewer.ts'
import {
  addRemedy,
  draftAnswer,
  draftText,
  LETTERS_OF_DECISION,
  type Order,
  type Receipt,
  receiptRule,
  registerRequest,
  requestLetterValues,
  type Submission,
  submitPetition,
  submitRequest,
  takeAnswerStepOn,
  takePetitionStepOn,
  takeRemedyStepOn,
  takeStepOn,
} from '../src/modules/requests/index.ts'
import { FIELDS, isLacking, type LetterCode, type LetterValues, produceLetter } from '../src/modules/letters/index.ts'
import type { House } from '../src/platform/house.ts'
import { keyOf } from './key.ts'
import { SAMPLE_ANSWERS, type SampleAnswer } from './sample-answers.ts'
import { PETITIONS_OF_2026, type SamplePetition } from './sample-petitions.ts'
import { REMEDIES_OF_2026, REMEDY_OF_2019, type SampleRemedy } from './sample-remedies.ts'
import { REQUESTS_OF_2019, REQUESTS_OF_2026, type SampleRequest } from './sample-requests.ts'

/** Who takes the sample steps; the departments are those the samples are passed to. */
export type Cast = { readonly agencyId: number; readonly agencyName: string; readonly viewer: (role: Role, department: string | null) => Viewer }

/** The four requests and the one 复议 of the reference year. Begun again after an interruption, it goes on where it stopped. */
export async function seedReferenceRequests(house: House, cast: Cast): Promise<void> {
  for (const sample of REQUESTS_OF_2019) await seedRequest(house, cast, sample, true)
  await seedRemedy(house, cast, REMEDY_OF_2019)
}

/** A year for the demonstration console; gives the receipts, so that a visitor can try the tracking page. */
export async function seedDemonstrationRequests(house: House, cast: Cast): Promise<Receipt[]> {
  const receipts: Receipt[] = []
  for (const sample of REQUESTS_OF_2026) receipts.push(await seedRequest(house, cast, sample))
  for (const sample of REMEDIES_OF_2026) await seedRemedy(house, cast, sample)
  for (const sample of PETITIONS_OF_2026) await seedPetition(house, cast, sample)
  return receipts
}

/** Begun again after an interruption, the same key finds the same petition, and steps taken before are stale. */
async function seedPetition(house: House, cast: Cast, { sentOn, submission, steps }: SamplePetition): Promise<void> {
  const key = keyOf(`petition ${cast.agencyId} ${submission.subject}`)
  const { number } = must(await submitPetition(at(house, sentOn), cast.agencyId, { ...submission, key }))
  for (const [i, [day, role, order]] of steps.entries()) {
    const taken = await takePetitionStepOn(at(house, day), submission.kind, number, i + 1, order, cast.viewer(role, null))
    if (taken !== undefined && taken.refused !== 'stale') throw new Error(`${number} ${order.step}: ${taken.because}`)
  }
}

/** Begun again after an interruption, the same key finds the same remedy, and steps taken before are stale. */
async function seedRemedy(house: House, cast: Cast, { filed, steps }: SampleRemedy): Promise<void> {
  const officer = cast.viewer('information-officer', null)
  const filing = { ...filed, filedOn: plainDate(filed.filedOn) }
  const { id } = must(await addRemedy(at(house, filed.filedOn), officer, filing, keyOf(`remedy ${cast.agencyId} ${filed.caseNumber}`)))
  for (const [i, order] of steps.entries()) {
    const taken = await takeRemedyStepOn(at(house, 'on' in order ? order.on : filed.filedOn), officer, id, i + 1, order)
    if (taken !== undefined && taken.refused !== 'stale') throw new Error(`${filed.caseNumber} ${order.step}: ${taken.because}`)
  }
}

async function seedRequest(house: House, cast: Cast, sample: SampleRequest, withLetters = false): Promise<Receipt> {
  const receipt = must(await receive(at(house, sample.receivedOn), cast, sample))
  if (withLetters) await seedLetter(at(house, sample.receivedOn), cast, receipt.number, 'P1')
  for (const [i, [day, role, order]] of sample.steps.entries()) {
    const department = sample.steps.find(([, , earlier]) => earlier.step === 'assign')?.[2]
    const viewer = cast.viewer(role, role === 'handling-department' && department?.step === 'assign' ? department.department : null)
    const taken = await takeStepOn(at(house, day), receipt.number, i + 1, filled(order, cast, sample), viewer)
    // The version of a request is the number of its events: a step taken before the interruption is stale now.
    if (isRefusal(taken) && taken.refused !== 'stale') throw new Error(`${receipt.number} ${order.step}: ${taken.because}`)
    if (withLetters && order.step === 'draftReply') await seedLetter(at(house, day), cast, receipt.number, LETTERS_OF_DECISION[order.decision][0])
  }
  const answer = SAMPLE_ANSWERS[sample.receivedOn]
  if (answer) await seedAnswer(house, cast, receipt.number, answer)
  return receipt
}

/** A letter as the officer makes it, what only the case knows in the words of the sample; its key gives it once, and one made before is closed now. */
async function seedLetter(house: House, cast: Cast, number: string, code: LetterCode): Promise<void> {
  const officer = cast.viewer('information-officer', null)
  const { subject, values, closed } = must(await requestLetterValues(house)(officer, number, code))
  if (closed) return
  const make = (more: LetterValues) =>
    produceLetter(house, officer, keyOf(`letter ${cast.agencyId} ${number} ${code}`), {
      code,
      subject,
      values: { ...values, ...more },
      day: beijingDay(house.now()),
    })
  const made = await make({})
  const filled = isLacking(made) ? await make(Object.fromEntries(made.missing.map(({ key }) => [key, FIELDS[key].sample]))) : made
  if (isLacking(filled)) throw new Error(`${number} ${code}: ${filled.missing.map(({ name }) => name).join()}`)
  must(filled)
}

/** Begun again after an interruption, what is there already is stale or a duplicate. */
async function seedAnswer(house: House, cast: Cast, number: string, { drafted, released, content }: SampleAnswer): Promise<void> {
  const key = keyOf(`answer ${cast.agencyId} ${number}`)
  const taken = [await draftAnswer(at(house, drafted), cast.viewer('information-officer', null), number, key, content)]
  if (released !== null) taken.push(await takeAnswerStepOn(at(house, released), number, 1, { step: 'release' }, cast.viewer('reviewer', null)))
  const refused = taken.find((one) => one !== undefined && one.refused !== 'stale')
  if (refused) throw new Error(`${number}: ${refused.because}`)
}

async function receive(house: House, cast: Cast, sample: SampleRequest): Promise<Receipt | Refusal> {
  const submission: Submission = {
    key: keyOf(`${cast.agencyId} ${sample.receivedOn} ${sample.name}`),
    applicant: {
      kind: sample.kind,
      name: sample.name,
      identity: sample.kind === 'natural_person' ? '居民身份证 110102190001010000' : '统一社会信用代码 000000000000000000',
      phone: '13800000000',
      email: 'sample@example.invalid',
      address: '样例路1号',
      contact: sample.kind === 'natural_person' ? '' : '样例联系人',
    },
    subject: sample.subject,
    format: 'electronic',
    deliveryWay: 'email',
  }
  if (sample.channel === 'online') return await submitRequest(house, cast.agencyId, submission)
  const day = plainDate(sample.receivedOn)
  const rule = receiptRule[sample.channel]
  return await registerRequest(house, cast.viewer('information-officer', null), submission, {
    channel: sample.channel,
    arrivedOn: day,
    confirmedOn: rule.byConfirmation ? day : null,
    evidence: `样例：${rule.evidence}`,
  })
}

function filled(order: Order, cast: Cast, sample: SampleRequest): Order {
  if (order.step !== 'draftReply') return order
  const text = draftText(order.decision, { agency: cast.agencyName, receivedOn: plainDate(sample.receivedOn), subject: sample.subject })
  return { ...order, text: text.replace(/〔(?!\d{4}〕)[^〕]*〕/g, '（样例）') }
}

const at = (house: House, day: string): House => ({ ...house, now: () => new Date(`${day}T10:00:00+08:00`) })

function must<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.because)
  return value
}
