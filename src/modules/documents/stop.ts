import { type Refusal, refuse } from '../../kernel/refusal.ts'

export type Unread = Refusal<'invalid' | 'limit' | 'unreadable'>

/** Thrown deep inside a reader when a file cannot be taken; `convert.ts` turns it into the refusal it carries. */
export class Stop extends Error {
  readonly refusal: Unread
  constructor(code: Unread['refused'], because: string) {
    super(because)
    this.refusal = refuse(code, because)
  }
}

export const damaged = (): Stop => new Stop('unreadable', '文件打不开，可能已经损坏或者没有传完。请用 Word、WPS 或 Excel 打开，另存一次后再上传')
export const tooMuch = (what: string): Stop => new Stop('limit', `${what}，超出了能够处理的大小。请拆成几个文件，或者删去不公开的部分后再上传`)
