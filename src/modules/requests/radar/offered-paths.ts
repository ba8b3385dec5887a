import type { Offers } from '../answers/offers.ts'

/** Addresses of what can be offered: published items, records and public answers. */
const OFFERED = /^\/(?:disclosure(?:\/[a-z]{1,20})?|requests\/answers)\/\d{1,9}(?:-\d{1,9})?$/
const MOST_MATTERS = 20 // office setting: what one form can have been offered

export const isOffered = (path: string): boolean => OFFERED.test(path)
/** Where an offer is opened: by way of its counting, or at once where it is not counted. */
export const openHref = (path: string): string => (isOffered(path) ? `/requests/offers/open?to=${path}` : path)
/** The addresses a form carries along, `/disclosure/2019-00001 /requests/answers/2026-1`; whatever else stands there is left out. */
export const mattersIn = (text: string): readonly string[] => [...new Set(text.split(' ').filter(isOffered))].slice(0, MOST_MATTERS)
export const mattersOf = ({ items, answers }: Offers): readonly string[] => [...answers, ...items].map(({ path }) => path).filter(isOffered)
