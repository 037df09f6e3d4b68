import type { Json } from '../core/json.js'

/** A parameter's value in full: text as it is, everything else as JSON. */
export function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
