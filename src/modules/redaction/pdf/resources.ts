import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFContext,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { Unsafe } from './lexer.ts'
import { withoutNotes } from './jpeg.ts'
import { type3Font } from './type3.ts'
import { contentOf, filtersOf, pictureFilterOf, streamOf } from './streams.ts'

/** What fonts, pictures, colours and shadings are made of. Whatever else a dictionary says is not taken over: nobody sees it on the page. */
const TAKEN = new Set(
  [
    'Type Subtype Name BaseFont FirstChar LastChar Widths FontDescriptor Encoding BaseEncoding Differences ToUnicode DescendantFonts CIDSystemInfo',
    'Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight XHeight StemV StemH AvgWidth',
    'MaxWidth MissingWidth Leading FontFile FontFile2 FontFile3 Length1 Length2 Length3 FontStretch FontWeight WMode CMapName UseCMap',
    'Filter DecodeParms Predictor Colors BitsPerComponent Columns K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError',
    'JBIG2Globals ColorTransform EarlyChange Width Height ColorSpace Decode ImageMask Mask SMask Interpolate Intent Matte',
    'N WhitePoint BlackPoint Gamma Matrix Range FunctionType Domain Size BitsPerSample Order Encode C0 C1 Functions Bounds',
    'ShadingType Background BBox AntiAlias Function Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow PatternType Shading',
    'LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK S CS I',
  ].flatMap((line) => line.split(' ')),
)
const KINDS = ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading']
const DEEPEST = 40
const DEVICE: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }
const name = PDFName.of

/** Copies what pages are painted with from one file into another, leaving behind what is not seen. */
export class Copier {
  private readonly done = new Map<PDFRef, PDFRef>()
  private readonly from: PDFContext
  private readonly to: PDFContext
  /** Layers that are switched off when the file is opened. */
  readonly hidden: ReadonlySet<PDFObject>
  constructor(from: PDFContext, to: PDFContext, hidden: ReadonlySet<PDFObject>) {
    this.from = from
    this.to = to
    this.hidden = hidden
  }

  /** The resources of a page or a form. Throws Unsafe where something can be shown only as a picture. */
  resources(given: PDFDict | undefined, depth = 0): PDFDict {
    const out = this.to.obj({})
    if (depth > DEEPEST) throw new Unsafe('forms within forms')
    for (const kind of KINDS) {
      const entries = given?.lookup(name(kind))
      if (!(entries instanceof PDFDict)) continue
      const copied = this.to.obj({})
      for (const [key, value] of entries.entries()) copied.set(key, this.resource(kind, value, depth))
      out.set(name(kind), copied)
    }
    const properties = given?.lookup(name('Properties'))
    if (this.hidden.size > 0 && properties instanceof PDFDict && properties.keys().length > 0) throw new Unsafe('layers that may be hidden')
    return out
  }

  private resource(kind: string, value: PDFObject, depth: number): PDFObject {
    const object = this.from.lookup(value)
    if (kind === 'XObject' && object instanceof PDFRawStream) return this.object(value, object, depth)
    if (kind === 'Font' && object instanceof PDFDict && object.lookup(name('Subtype')) === name('Type3')) return this.drawnFont(value, object)
    if (object instanceof PDFDict) refuseOdd(kind, object)
    if (kind === 'Pattern' && !(object instanceof PDFDict)) throw new Unsafe('a pattern of drawings')
    return kind === 'ColorSpace' ? this.colours(value) : this.copy(value)
  }

  private drawnFont(value: PDFObject, font: PDFDict): PDFObject {
    const before = value instanceof PDFRef ? this.done.get(value) : undefined
    if (before !== undefined) return before
    const ref = this.to.register(type3Font(font, this.to, (one) => this.copy(one)))
    if (value instanceof PDFRef) this.done.set(value, ref)
    return ref
  }

  private object(value: PDFObject, object: PDFRawStream, depth: number): PDFObject {
    if (object.dict.has(name('OC')) && this.hidden.size > 0) throw new Unsafe('layers that may be hidden')
    const kind = object.dict.lookup(name('Subtype'))
    if (kind === name('Image')) return this.copy(value)
    if (kind !== name('Form')) throw new Unsafe('an object of another kind')
    const before = value instanceof PDFRef ? this.done.get(value) : undefined
    if (before !== undefined) return before
    const ref = this.to.nextRef()
    if (value instanceof PDFRef) this.done.set(value, ref)
    this.to.assign(ref, this.form(object, depth))
    return ref
  }

  /** A form: what it paints, and with what. */
  form(object: PDFRawStream, depth = 0): PDFRawStream {
    const dict = this.to.obj({ Type: 'XObject', Subtype: 'Form' })
    for (const key of ['BBox', 'Matrix']) {
      const value = object.dict.get(name(key))
      if (value !== undefined) dict.set(name(key), this.copy(value))
    }
    const group = object.dict.lookup(name('Group'))
    if (group instanceof PDFDict) dict.set(name('Group'), this.group(group))
    const own = object.dict.lookup(name('Resources'))
    if (own instanceof PDFDict) dict.set(name('Resources'), this.resources(own, depth + 1))
    return streamOf(dict, contentOf(object))
  }

  group(group: PDFDict): PDFDict {
    const out = this.to.obj({ S: 'Transparency' })
    for (const key of ['I', 'K']) {
      const value = group.lookup(name(key))
      if (value instanceof PDFBool) out.set(name(key), value)
    }
    const space = group.get(name('CS'))
    if (space !== undefined) out.set(name('CS'), this.colours(space))
    return out
  }

  /** Profiles of colour can hold texts of their own; the plain space of as many parts takes their place. */
  private colours(value: PDFObject): PDFObject {
    const space = this.from.lookup(value)
    if (!(space instanceof PDFArray)) return this.copy(value)
    const kind = space.lookup(0)
    if (kind === name('ICCBased')) {
      const profile = space.lookup(1)
      const parts = profile instanceof PDFRawStream ? profile.dict.lookup(name('N')) : undefined
      const device = parts instanceof PDFNumber ? DEVICE[parts.asNumber()] : undefined
      if (device === undefined) throw new Unsafe('a profile of colours')
      return name(device)
    }
    const out = PDFArray.withContext(this.to)
    for (const one of space.asArray()) out.push(this.from.lookup(one) instanceof PDFArray ? this.colours(one) : this.copy(one))
    return out
  }

  private copy(value: PDFObject, depth = 0): PDFObject {
    if (depth > DEEPEST) throw new Unsafe('objects within objects')
    if (value instanceof PDFRef) {
      const before = this.done.get(value)
      if (before !== undefined) return before
      const object = this.from.lookup(value)
      if (object === undefined) return PDFNull
      const ref = this.to.nextRef()
      this.done.set(value, ref)
      this.to.assign(ref, this.copy(object, depth + 1))
      return ref
    }
    if (value instanceof PDFRawStream) return this.stream(value, depth)
    if (value instanceof PDFDict) return this.dictionary(value, depth)
    if (value instanceof PDFArray) {
      const out = PDFArray.withContext(this.to)
      for (const one of value.asArray()) out.push(this.copy(one, depth + 1))
      return out
    }
    if (value instanceof PDFName || value instanceof PDFNumber || value instanceof PDFBool || value === PDFNull) return value
    if (value instanceof PDFString || value instanceof PDFHexString) return value.clone()
    throw new Unsafe('an object of another kind')
  }

  private dictionary(dict: PDFDict, depth: number): PDFDict {
    const out = this.to.obj({})
    for (const [key, value] of dict.entries()) {
      if (!TAKEN.has(key.decodeText())) continue
      const isSpace = key === name('ColorSpace') || (key === name('CS') && this.from.lookup(value) instanceof PDFArray)
      out.set(key, isSpace ? this.colours(value) : this.copy(value, depth + 1))
    }
    return out
  }

  private stream(stream: PDFRawStream, depth: number): PDFRawStream {
    const dict = this.dictionary(stream.dict, depth)
    const filter = pictureFilterOf(stream.dict)
    if (filter === undefined) return streamOf(dict, contentOf(stream))
    if (filter === 'JPXDecode' || filtersOf(stream.dict).length > 1) throw new Unsafe('a picture in a packing of its own')
    const isPhoto = filter === 'DCTDecode' || filter === 'DCT'
    if (isPhoto) dict.set(name('Filter'), name('DCTDecode'))
    return PDFRawStream.of(dict, isPhoto ? withoutNotes(stream.contents) : stream.contents)
  }
}

function refuseOdd(kind: string, object: PDFDict): void {
  if (kind !== 'ExtGState') return
  if (object.has(name('Font'))) throw new Unsafe('a font set by a state')
  const mask = object.lookup(name('SMask'))
  if (mask !== undefined && mask !== name('None')) throw new Unsafe('a mask of drawings')
}
