/** The day the seeded template stands on, in Beijing. */
export const SEEDED_ON = '2026-11-24T09:00'
export const TEST_SECRET = 'a secret for tests only, thirty-two characters'
export const beijing = (moment: string): Date => new Date(`${moment}:00+08:00`)
