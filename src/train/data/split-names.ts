import type { Dataset } from './dataset.js'

/** The names of its splits, for errors. */
export function splitNames({ splits }: Dataset): string {
  return Object.keys(splits).join(', ') || 'none'
}
