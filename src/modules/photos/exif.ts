/** What a camera wrote into a picture that staff may compare with the report. Never for the public. */
export type Shot = { readonly lat: number | null; readonly lon: number | null; readonly takenAt: Date | null }

const NOTHING: Shot = { lat: null, lon: null, takenAt: null }
const EXIF_FOLDER = 0x8769
const GPS_FOLDER = 0x8825
const TAKEN_AT = 0x9003 // DateTimeOriginal: 2026:11:24 08:30:00, the wall clock
const TAKEN_OFFSET = 0x9011 // OffsetTimeOriginal: +08:00, absent on older phones
const [LAT_REF, LAT, LON_REF, LON] = [1, 2, 3, 4]
const TEXT = 2
const RATIONAL = 5
const BEIJING = '+08:00'
const LONGEST_TEXT = 32
const MOST_ENTRIES = 512

type Entry = { readonly type: number; readonly count: number; readonly value: number }
type Reader = { readonly u16: (at: number) => number; readonly u32: (at: number) => number; readonly text: (at: number, length: number) => string }

/**
 * Position and time from the EXIF block of a picture; what is missing or makes no sense is null. Reads only the few fields
 * wanted, however many the block claims to have: it comes from strangers.
 */
export function readShot(exif: Uint8Array | undefined): Shot {
  if (exif === undefined) return NOTHING
  try {
    const reader = readerOf(exif)
    const main = entriesAt(reader, reader.u32(4), [EXIF_FOLDER, GPS_FOLDER])
    const shot = folder(reader, main.get(EXIF_FOLDER), [TAKEN_AT, TAKEN_OFFSET])
    const gps = folder(reader, main.get(GPS_FOLDER), [LAT_REF, LAT, LON_REF, LON])
    const lat = degrees(reader, gps.get(LAT), gps.get(LAT_REF), 'S', 90)
    const lon = degrees(reader, gps.get(LON), gps.get(LON_REF), 'W', 180)
    // 0°, 0° is what a phone writes before it has found itself.
    const placed = lat !== null && lon !== null && (lat !== 0 || lon !== 0)
    return { lat: placed ? lat : null, lon: placed ? lon : null, takenAt: moment(textOf(reader, shot.get(TAKEN_AT)), textOf(reader, shot.get(TAKEN_OFFSET))) }
  } catch (error) {
    if (error instanceof RangeError) return NOTHING // points outside the block
    throw error
  }
}

function readerOf(exif: Uint8Array): Reader {
  const headed = String.fromCharCode(...exif.subarray(0, 6)) === 'Exif\0\0'
  const tiff = headed ? exif.subarray(6) : exif
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = view.getUint16(0) === 0x4949 // II
  return {
    u16: (at) => view.getUint16(at, little),
    u32: (at) => view.getUint32(at, little),
    text: (at, length) => String.fromCharCode(...tiff.subarray(at, at + length)).replace(/\0.*$/s, ''),
  }
}

/** The entries of a folder that are wanted; where their value does not fit the entry, `value` points to it. */
function entriesAt(reader: Reader, at: number, wanted: readonly number[]): Map<number, Entry> {
  const found = new Map<number, Entry>()
  const count = Math.min(reader.u16(at), MOST_ENTRIES)
  for (let place = at + 2; place < at + 2 + count * 12; place += 12) {
    const tag = reader.u16(place)
    if (!wanted.includes(tag)) continue
    const [type, count] = [reader.u16(place + 2), reader.u32(place + 4)]
    found.set(tag, { type, count, value: type === TEXT && count <= 4 ? place + 8 : reader.u32(place + 8) })
  }
  return found
}

const folder = (reader: Reader, entry: Entry | undefined, wanted: readonly number[]): Map<number, Entry> =>
  entry === undefined ? new Map() : entriesAt(reader, entry.value, wanted)

const textOf = (reader: Reader, entry: Entry | undefined): string =>
  entry?.type === TEXT && entry.count <= LONGEST_TEXT ? reader.text(entry.value, entry.count) : ''

function degrees(reader: Reader, entry: Entry | undefined, ref: Entry | undefined, negative: 'S' | 'W', most: number): number | null {
  if (entry?.type !== RATIONAL || entry.count !== 3) return null
  const [deg = Number.NaN, min = Number.NaN, sec = Number.NaN] = [0, 8, 16].map((by) => {
    const [over, under] = [reader.u32(entry.value + by), reader.u32(entry.value + by + 4)]
    return over === 0 ? 0 : over / under // some phones write 0/0 seconds
  })
  const value = deg + min / 60 + sec / 3600
  if (!(value <= most)) return null
  return textOf(reader, ref) === negative ? -value : value
}

function moment(taken: string, offset: string): Date | null {
  const [, day, time] = /^(\d{4}:\d\d:\d\d) (\d\d:\d\d:\d\d)$/.exec(taken) ?? []
  if (day === undefined) return null
  const at = new Date(`${day.replaceAll(':', '-')}T${time}${/^[+-]\d\d:\d\d$/.test(offset) ? offset : BEIJING}`)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1990 ? null : at
}
