/** The keys of an object that is closed: what it holds is its type. */
export const keysOf = <Key extends string>(closed: Readonly<Record<Key, unknown>>): Key[] => Object.keys(closed) as Key[] // closed, so its keys are the type

/** Tells whether a text is a key of a closed object. */
export const isKeyOf =
  <Key extends string>(closed: Readonly<Record<Key, unknown>>) =>
  (text: string): text is Key =>
    Object.hasOwn(closed, text)

/** Finds a row of a closed table of stages and steps; undefined when the stage knows no such step. */
export const rowsOf =
  <Stage extends string, Step extends string, Row>(table: Readonly<Record<Stage, Readonly<Record<string, Row>>>>) =>
  (stage: Stage, step: Step): Row | undefined =>
    table[stage][step]
