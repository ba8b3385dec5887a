const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A UUID as the house writes one, in small letters; where another hand may have written it, ask of its small letters. */
export const isUuid = (text: string): boolean => UUID.test(text)

/** The same for a parameter of a route's pattern. */
export const UUID_IN_PATH = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** A UUID of a hash in hex, so that the same thing has the same key each time: version 4, 5 or 8 as its maker tells (RFC 9562). */
export const uuidOf = (hex: string, version: 4 | 5 | 8): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
