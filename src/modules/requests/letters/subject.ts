import type { Request } from '../store.ts'

type Of = Pick<Request, 'number' | 'anew'>
/** What a letter is about: a request, or the remedy that ordered its answer anew. */
export const subjectOf = ({ number, anew }: Of): string => (anew === undefined ? `requests/${number}` : `remedies/${anew}`)
/** Where it is seen to in the console. */
export const pathOf = (request: Of): string => `/staff/${subjectOf(request)}`
