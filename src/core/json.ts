/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The one text of a value: keys sorted by code unit, no white space, `-0` written as `0`. Equal values have equal texts. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, Json>).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  return JSON.stringify(value === 0 ? 0 : value)
}

/**
 * A value as JSON from which `decodeExact` makes it again: also NaN, the infinities, -0 and undefined, which JSON.stringify
 * changes without a word. Throws TypeError for anything else that JSON cannot hold; `where` begins the path that it names.
 */
export function encodeExact(value: unknown, where: string): Json {
  return encode(value, where, [])
}

function encode(value: unknown, path: string, around: readonly object[]): Json {
  if (isPlain(value)) return value
  if (typeof value === 'number' || value === undefined) return marked(value)
  if (typeof value !== 'object') throw new TypeError(`${path} is a ${typeof value}, ${kept}`)
  if (around.includes(value)) throw new TypeError(`${path} holds itself, ${kept}`)
  const inside = [...around, value]
  // A hole is undefined to whoever reads it.
  // The path of an item is made where one can be refused only: a list may be of millions.
  const itemOf = (item: unknown, i: number) => (isPlain(item) ? item : encode(item, `${path}[${i}]`, inside))
  if (Array.isArray(value)) return Array.from(value, itemOf)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`${path} is a ${value.constructor?.name || 'object of a class'}, ${kept}`)
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.startsWith('$') ? `$${key}` : key,
      encode(item, `${path}.${key}`, inside),
    ]),
  )
}

/** Whether JSON has a value itself, as it is. */
function isPlain(value: unknown): value is null | boolean | string | number {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  return value === null || typeof value === 'boolean' || typeof value === 'string'
}

const kept = 'which cannot be kept: write numbers, texts, true, false, null, and lists and maps of these'

/** Keys of the value itself that begin so have one sign more. */
function marked(value: number | undefined): Json {
  return { $value: Object.is(value, -0) ? '-0' : String(value) }
}

/** What `encodeExact` was given. */
export function decodeExact(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json
  if (Array.isArray(json)) return json.map(decodeExact)
  if (Object.hasOwn(json, '$value')) {
    const text = (json as { readonly $value: string }).$value
    return text === 'undefined' ? undefined : Number(text)
  }
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [key.startsWith('$') ? key.slice(1) : key, decodeExact(item)]),
  )
}
