import type { Json } from '../../core/json.js'
import { paramText } from '../param-text.js'

/** A value by which trials are grouped; a dash where they do not have the parameter. */
export function pivotValue(value: Json | undefined): string {
  return paramText(value === undefined ? {} : { value }, 'value')
}
