import type { Spec } from './chart-data.js'

/** Whether `fitSpec` can give it a width. */
export function canFit(spec: Spec): boolean {
  if (Array.isArray(spec.vconcat)) return spec.vconcat.some(canFit)
  const { width, encoding } = spec as { readonly width?: unknown; readonly encoding?: Spec }
  if (!('mark' in spec || 'layer' in spec) || (width !== undefined && typeof width !== 'number')) return false
  return !(encoding && ('row' in encoding || 'column' in encoding || 'facet' in encoding))
}
