/** Files kept by content under the data folder. */
export type Blobs = {
  /** Writes and fsyncs before it returns the sha-256 in hex; the same bytes are kept once. */
  readonly put: (bytes: Uint8Array) => Promise<string>
  /** Throws when nothing is kept under this hash. */
  readonly get: (sha256: string) => Promise<Uint8Array>
}
