/** A place on a page as it is seen: in points from its upper left corner; of a picture in pixels. */
export type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What is to be covered, and what stands on the cover: the article that says so. */
export type Redaction =
  | { readonly kind: 'box'; readonly page: number; readonly place: Place; readonly mark: string }
  /** Words that go wherever they stand. */
  | { readonly kind: 'words'; readonly words: string; readonly mark: string }

export type FileKind = 'pdf' | 'docx' | 'xlsx' | 'picture'

/** A page of a file as it is looked at; files without pages have none. */
export type SeenPage = { readonly width: number; readonly height: number; readonly picture: Uint8Array }
/** Something that looks private, found in the text of a file. */
export type Hit = { readonly kind: string; readonly text: string; readonly where: string; readonly page: number; readonly places: readonly Place[] }
export type Look = {
  readonly kind: FileKind
  readonly pages: readonly SeenPage[]
  readonly hits: readonly Hit[]
  /** What whoever covers the file should know, in Chinese sentences. */
  readonly notes: readonly string[]
}

/** How each redaction was carried out; the words themselves are never in it. */
export type Carried = {
  /** Its place in the list of what was asked. */ readonly redaction: number
  readonly mark: string
  readonly page: number | null
  readonly letters: number
  readonly pictures: number
  readonly drawings: number
}
export type ExtractorResult = { readonly name: string; readonly found: number }
export type Proof = {
  readonly kind: FileKind
  readonly original: { readonly sha256: string; readonly bytes: number }
  readonly output: { readonly sha256: string; readonly bytes: number }
  /** Of each page, whether its text is still text, or why it became a picture. */
  readonly pages: readonly { readonly page: number; readonly how: 'rewritten' | 'picture'; readonly because: string | null }[]
  readonly carried: readonly Carried[]
  /** What was left behind besides, in Chinese sentences. */
  readonly cleaned: readonly string[]
  /** The programs that read the result again, and how much of what was covered they found: nought, or there is no result. */
  readonly extractors: readonly ExtractorResult[]
  /** Letters to be covered on pages that became pictures: another program measured where each stood, and the picture is black there. */
  readonly inPictures?: number
  /** How often a covered text of some length still stands elsewhere, uncovered. */
  readonly elsewhere: number
}
export type Result = { readonly bytes: Uint8Array; readonly proof: Proof }
