/** Who took a step: by the account, where there is one; names change, and two may bear the same. */
export type Person = { readonly name: string; readonly id: string | null }

/** Samples and the house itself act under no account. */
const NOBODY = '00000000-0000-4000-8000-000000000000'
export const accountOf = (id: string): string | null => (id === '' || id === NOBODY ? null : id)

/** Steps that were taken before accounts were written down are told apart by the name. */
export const isSame = (one: Person, other: Person): boolean => (one.id !== null && other.id !== null ? one.id === other.id : one.name === other.name)
