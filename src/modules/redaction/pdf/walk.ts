import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib'
import { type Box, type Matrix, meets, squareOf, times, UNIT } from './geometry.ts'
import { inNumber, type Operation, readOperations, type Token, Unsafe, written } from './lexer.ts'
import { AS_THEY_ARE, BUILDING, codedOf, hangsOver, MARKING, matrixOf, NAMING, numberOf, PAINTING, taken } from './operators.ts'
import { construct, type Drawing, fateOf, startDrawing } from './path.ts'
import { cutPicture, type Later } from './pictures.ts'
import { contentOf, streamOf } from './streams.ts'
import { widthUnit } from './type3.ts'
import { type Glyph, Pen, type PlacedGlyph, showText, startState, type TextState } from './text-state.ts'

/** Which codes of a font are still shown, with the letters they mean. */
type UseOfFont = Map<number, { readonly length: number; readonly unicode: string }>
export type FontUse = Map<PDFObject, UseOfFont>
/** What a walk over a page leans on and adds to. */
export type Scene = {
  /** The page's glyphs as the reader of fonts tells them, one list for each text operator. */
  readonly shows: readonly (readonly Glyph[])[]
  /** Of the page as it is seen. */
  readonly page: Box
  readonly boxes: readonly Box[]
  readonly isGone: (glyph: PlacedGlyph) => boolean
  readonly glyphs: PlacedGlyph[]
  readonly fonts: FontUse
  /** Whether drawings and pictures are to be cut, too. */
  readonly cuts: boolean
  readonly later: Later
  show: number
  pictures: number
  drawings: number
}

const MOST_DEPTH = 8

export type Walked = { readonly content: string; readonly resources: PDFDict }

/** Follows what a content stream paints, writes it anew without what is gone, and names only the resources it still uses. */
export function walk(content: Uint8Array, resources: PDFDict, ctm: Matrix, scene: Scene, depth = 0): Walked {
  if (depth > MOST_DEPTH) throw new Unsafe('forms within forms')
  return new Walker(resources, ctm, scene, depth).run(readOperations(content))
}

class Walker {
  private readonly out: string[] = []
  private readonly stack: TextState[] = []
  private readonly pen = new Pen()
  private readonly used: PDFDict
  private readonly resources: PDFDict
  private readonly scene: Scene
  private readonly depth: number
  private state: TextState
  private drawing: Drawing = startDrawing()
  private path: string[] = []
  private clips = false
  private inText = false
  private added = 0

  constructor(resources: PDFDict, ctm: Matrix, scene: Scene, depth: number) {
    this.resources = resources
    this.scene = scene
    this.depth = depth
    this.state = startState(ctm)
    this.used = resources.context.obj({})
  }

  run(operations: readonly Operation[]): Walked {
    for (const operation of operations) this.take(operation)
    if (this.inText) this.out.push('ET')
    for (let i = 0; i < this.stack.length; i++) this.out.push('Q')
    return { content: this.out.join('\n'), resources: this.used }
  }

  private emit(name: string, args: readonly Token[]): void {
    this.out.push([...args.map(written), name].join(' '))
  }

  private take({ name, args, picture }: Operation): void {
    if (picture !== undefined) this.inline(picture)
    else if (MARKING.has(name)) return
    else if (BUILDING.has(name)) this.build(name, args)
    else if (PAINTING.has(name)) this.paint(name)
    else if (name === 'W' || name === 'W*') this.clip(name)
    else if (this.path.length > 0) throw new Unsafe('an operator amid a drawing')
    else if (AS_THEY_ARE.has(name)) this.emit(name, args)
    else if (name in NAMING) this.naming(name, args)
    else if (name === 'Do') this.object(args)
    else if (!(this.graphics(name, args) || this.textState(name, args) || this.text(name, args))) throw new Unsafe(`an unknown operator: ${name}`)
  }

  private clip(name: string): void {
    this.clips = true
    this.path.push(name)
  }

  private graphics(name: string, args: readonly Token[]): boolean {
    if (name === 'q') this.stack.push(this.state)
    else if (name === 'Q') {
      const before = this.stack.pop()
      if (before === undefined) return true // one too many is ignored by readers
      this.state = before
    } else if (name === 'cm') this.state = { ...this.state, ctm: times(this.state.ctm, matrixOf(args)) }
    else return false
    this.emit(name, args)
    return true
  }

  private textState(name: string, args: readonly Token[]): boolean {
    const set = (change: Partial<TextState>): true => {
      this.state = { ...this.state, ...change }
      this.emit(name, args)
      return true
    }
    switch (name) {
      case 'Tc':
        return set({ charSpacing: numberOf(args[0]) })
      case 'Tw':
        return set({ wordSpacing: numberOf(args[0]) })
      case 'Tz':
        return set({ scale: numberOf(args[0]) / 100 })
      case 'TL':
        return set({ leading: numberOf(args[0]) })
      case 'Ts':
        return set({ rise: numberOf(args[0]) })
      case 'Tr':
        return set({ mode: numberOf(args[0]) })
      case 'Tf':
        return set({ font: this.use('Font', args[0]), size: numberOf(args[1]) })
      default:
        return false
    }
  }

  private text(name: string, args: readonly Token[]): boolean {
    if (name === 'Tj' || name === 'TJ' || name === "'" || name === '"') {
      this.shows(name, args)
      return true
    }
    if (name === 'BT') this.pen.begin()
    else if (name === 'Tm') this.pen.set(matrixOf(args))
    else if (name === 'T*') this.pen.moveLine(0, -this.state.leading)
    else if (name === 'Td' || name === 'TD') this.pen.moveLine(numberOf(args[0]), numberOf(args[1]))
    else if (name !== 'ET') return false
    if (name === 'TD') this.state = { ...this.state, leading: -numberOf(args[1]) }
    if (name === 'BT' || name === 'ET') this.inText = name === 'BT'
    this.emit(name, args)
    return true
  }

  private shows(name: string, args: readonly Token[]): void {
    if (name === '"') {
      this.state = { ...this.state, wordSpacing: numberOf(args[0]), charSpacing: numberOf(args[1]) }
      this.emit('Tw', args.slice(0, 1))
      this.emit('Tc', args.slice(1, 2))
    }
    if (name === '"' || name === "'") {
      this.pen.moveLine(0, -this.state.leading)
      this.emit('T*', [])
    }
    const said = args[name === '"' ? 2 : 0]
    const items = said?.kind === 'list' ? said.items : said ? [said] : []
    const { font, unit } = this.fontNow()
    const glyphs = this.scene.shows[this.scene.show]?.map((glyph) => (unit === 1 ? glyph : { ...glyph, advance: glyph.advance * unit }))
    if (glyphs === undefined) throw new Unsafe('more text than the reader of fonts has seen')
    const show = this.scene.show++
    const coded = codedOf(items, glyphs)
    const shown = showText(items, {
      state: this.state,
      pen: this.pen,
      take: (bytes) => taken(coded, bytes.length),
      place: (glyph, cell) => {
        const placed = { index: this.scene.glyphs.length, show, unicode: glyph.unicode, cell }
        this.scene.glyphs.push(placed)
        return this.scene.isGone(placed)
      },
      keep: (glyph, length) => void font.set(glyph.code, { length, unicode: glyph.unicode }),
    })
    if (shown.items.length > 0) this.emit('TJ', [{ kind: 'list', items: shown.items }])
  }

  private fontNow() {
    const font = this.state.font === undefined ? undefined : this.resource('Font', this.state.font)
    if (!(font instanceof PDFDict)) throw new Unsafe('text without a font')
    const use: UseOfFont = this.scene.fonts.get(font) ?? new Map()
    this.scene.fonts.set(font, use)
    return { font: use, unit: widthUnit(font) }
  }

  private build(name: string, args: readonly Token[]): void {
    construct(this.drawing, name, args.map(numberOf), this.state.ctm)
    this.path.push([...args.map(written), name].join(' '))
  }

  private paint(name: string): void {
    const fate = this.scene.cuts && (name !== 'n' || this.clips) ? fateOf(this.drawing, this.scene.boxes) : 'stays'
    // A clip of straight lines tells nothing; one in the shape of letters tells them.
    if (fate === 'unsafe' || (fate === 'goes' && this.clips && this.drawing.curves > 0)) throw new Unsafe('a drawing reaches under a box')
    if (fate === 'goes' && name !== 'n') this.scene.drawings += 1
    if (fate === 'stays' || this.clips) this.out.push(...this.path, fate === 'goes' ? 'n' : name)
    this.path = []
    this.clips = false
    this.drawing = startDrawing()
  }

  private naming(name: string, args: readonly Token[]): void {
    const last = args.at(-1)
    if (last?.kind === 'name') this.use(NAMING[name] ?? '', last)
    this.emit(name, args)
  }

  private inline(picture: Uint8Array): void {
    const place = squareOf(this.state.ctm)
    if (this.scene.cuts && this.scene.boxes.some((box) => meets(place, box))) throw new Unsafe('an inline picture under a box')
    this.out.push(`BI${Buffer.from(picture).toString('latin1')}`)
  }

  private object(args: readonly Token[]): void {
    const [said] = args
    if (said?.kind !== 'name') throw new Unsafe('an object without a name')
    const object = this.resource('XObject', said.value)
    if (!(object instanceof PDFRawStream)) throw new Unsafe('an object that is missing')
    const kind = object.dict.lookup(PDFName.of('Subtype'))
    if (kind === PDFName.of('Form')) this.form(object)
    else if (kind === PDFName.of('Image')) this.picture(said, object)
    else throw new Unsafe('an object of another kind')
  }

  private picture(said: Token & { kind: 'name' }, object: PDFRawStream): void {
    const place = squareOf(this.state.ctm)
    if (this.scene.cuts) {
      if (hangsOver(place, this.scene.page)) throw new Unsafe('a picture hangs over the edge of the page')
      const under = this.scene.boxes.filter((box) => meets(place, box))
      if (under.length > 0) {
        this.scene.pictures += 1
        this.draw(cutPicture(object, this.state.ctm, under, this.scene.later))
        return
      }
    }
    this.use('XObject', said)
    this.emit('Do', [said])
  }

  private form(object: PDFRawStream): void {
    const own = object.dict.lookupMaybe(PDFName.of('Resources'), PDFDict) ?? this.resources
    const ctm = times(this.state.ctm, matrixIn(object.dict))
    const inner = walk(contentOf(object), own, ctm, this.scene, this.depth + 1)
    const dict = this.used.context.obj({})
    for (const key of ['Type', 'Subtype', 'BBox', 'Matrix', 'Group']) {
      const value = object.dict.get(PDFName.of(key))
      if (value !== undefined) dict.set(PDFName.of(key), value)
    }
    dict.set(PDFName.of('Resources'), inner.resources)
    this.draw(streamOf(dict, Buffer.from(inner.content, 'latin1')))
  }

  /** Paints an object of our own. */
  private draw(stream: PDFRawStream): void {
    const name = PDFName.of(`Gk${this.added++}`)
    this.kindOf('XObject').set(name, this.used.context.register(stream))
    this.out.push(`${name.asString()} Do`)
  }

  private resource(kind: string, name: string): PDFObject | undefined {
    return this.resources.lookupMaybe(PDFName.of(kind), PDFDict)?.lookup(PDFName.of(name))
  }

  /** Takes a resource over into those that are used. */
  private use(kind: string, said: Token | undefined): string {
    if (said?.kind !== 'name') throw new Unsafe('a resource without a name')
    const found = this.resources.lookupMaybe(PDFName.of(kind), PDFDict)?.get(PDFName.of(said.value))
    if (found !== undefined) this.kindOf(kind).set(PDFName.of(said.value), found)
    else if (kind === 'Font' || kind === 'XObject') throw new Unsafe('a resource that is missing')
    return said.value
  }

  private kindOf(kind: string): PDFDict {
    const before = this.used.lookupMaybe(PDFName.of(kind), PDFDict)
    if (before !== undefined) return before
    const fresh = this.used.context.obj({})
    this.used.set(PDFName.of(kind), fresh)
    return fresh
  }
}

function matrixIn(form: PDFDict): Matrix {
  const numbers = form.lookupMaybe(PDFName.of('Matrix'), PDFArray)?.asArray()
  return numbers === undefined ? UNIT : matrixOf(numbers.map((one) => inNumber(one instanceof PDFNumber ? one.asNumber() : Number.NaN)))
}
