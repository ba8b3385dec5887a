const isRoot = (name: string) => {
  const root = new RegExp(`^\\ufeff?\\s*(?:<\\?xml[^>]*\\?>)?\\s*<(?:\\w+:)?${name}\\b`)
  return (text: string): boolean => root.test(text)
}
export const isSheet = isRoot('worksheet')
export const isStrings = isRoot('sst')

/** A sheet without what a cell would say when somebody wrote into it, and what it would be if; nothing of it is on paper. */
export const cleanSheet = (text: string): string =>
  text
    .replace(/<((?:\w+:)?(?:dataValidations|scenarios))\b(?:[^>]*\/>|.*?<\/\1>)/gs, '')
    .replace(/<((?:\w+:)?ext)\b[^>]*>(?:(?!<\/\1>).)*?<(?:\w+:)?dataValidations\b.*?<\/\1>/gs, '')
    .replace(/<((?:\w+:)?extLst)\b[^>]*>\s*<\/\1>/g, '')

/** Which strings of the book a sheet uses. */
export const usedStrings = (text: string): readonly number[] =>
  [...text.matchAll(/<(?:\w+:)?c\b[^>]*\bt="s"[^>]*>(?:(?!<\/(?:\w+:)?c>).)*?<(?:\w+:)?v>\s*(\d+)/gs)].map(([, n]) => Number(n))

/** The strings without how they are read aloud; those that no cell shows, left over from what was there before, are empty. */
export function cleanStrings(text: string, used: ReadonlySet<number>): string {
  let n = 0
  return text
    .replace(/<((?:\w+:)?rPh)\b.*?<\/\1>/gs, '')
    .replace(/<((?:\w+:)?)si\b(?:[^>]*\/>|.*?<\/\1si>)/gs, (item, prefix: string) =>
      used.has(n++) ? item : `<${prefix}si><${prefix}t></${prefix}t></${prefix}si>`,
    )
}
