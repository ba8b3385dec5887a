export {
  cameBack,
  type Delivery,
  DELIVERY_WAYS,
  type DeliveryWay,
  deliveryWayName,
  isOut,
  isUnderway,
  reached,
  resultClosed,
  resultFault,
  sendClosed,
  sendFault,
  sent,
} from './delivery.ts'
export { DELIVERY_FORMS, postingOrderIn } from './delivery-forms.ts'
export type { Fix } from './check-template.ts'
export { FIELDS, type FieldKey, type Values as LetterValues } from './field.ts'
export { fieldsOf, isLetterCode, isNeeded, isSentAlone, type LetterCode, letterOf, type Missing } from './letter.ts'
export { emptyLetters, findLetter, findLetters, type LetterEdition, type LetterRecord, listEditions } from './letter-store.ts'
export { DeliveryList, deliveryTold, deliveryWords } from './pages/deliveries.tsx'
export { batchRoutes } from './batch-routes.tsx'
export { Fixes, MissingFields } from './pages/problems.tsx'
export { letterRoutes } from './staff-routes.tsx'
export {
  NOT_POSTED,
  type Posted,
  POSTING_STEPS,
  type PostingStep,
  postedVersion,
  postedWord,
  postingClosed,
  postingStepName,
} from './posting.ts'
export { postLetter, sentOf } from './post-letter.ts'
export { countToSend, findOwed, MOST_COUNTED, findPosted, hasGoneOut, type LetterToSend, listToSend, noLongerOwed } from './posting-store.ts'
export { bytesOfLetter, replaceLetter, signLetter, wordsOfEdition } from './change-letter.ts'
export { isLacking, previewLetter, produceLetter, valuesFor } from './produce-letter.ts'
export { makeWaiting, startLetterWork } from './run-batch.ts'
export { listVersions, templateOn } from './template-store.ts'
export { isWordingKey, shippedRemedy, shippedWords, spokenTo, type Words } from './wording.ts'
export { wordingsOn } from './wording-store.ts'
export { remedyOf } from './letter.ts'
