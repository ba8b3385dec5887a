import { type Refusal, refuse } from '../../kernel/refusal.ts'

type Code = 'invalid' | 'limit' | 'unreadable'

/** Thrown deep inside the engine when a file cannot be covered; `engine.ts` turns it into the refusal it carries. */
export class Stop extends Error {
  readonly refusal: Refusal<Code>
  constructor(code: Code, because: string) {
    super(because)
    this.refusal = refuse(code, because)
  }
}
export const damaged = (): Stop => new Stop('unreadable', '文件打不开，可能已经损坏或者没有传完。请在原来的程序里打开，另存一次后再上传')
/** Of a page that can only be a picture: it could not be shown that all that was to be covered is. */
export const notShown = (page: number): Stop =>
  new Stop('unreadable', `第 ${page} 页只能变成图片，遮盖的字是否全在黑框下面无法核实，所以没有交出。请把这份文件打印后扫描成图片，再上传画框处理`)
