import type { OutgoingMessage } from './message.ts'

/** A fingerprint as the house makes them, of a number. */
export const aPerson = (n: number): string => n.toString(16).padStart(64, '0')

export const aMessage = (agencyId: number, n: number, changed: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  agencyId,
  eventKey: `cases/XC20261125-${String(n).padStart(4, '0')}/7`,
  recipient: { fingerprint: aPerson(n), mail: `reporter${n}@example.com` },
  subject: `您反映的第 ${n} 件问题已结案`,
  body: `您好：\n\n第 ${n} 件问题已经处置完毕。`,
  ...changed,
})
