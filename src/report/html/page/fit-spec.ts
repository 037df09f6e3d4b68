import type { Spec } from './chart-data.js'

/** Pixels below which a screen is too narrow for a legend beside a plot. */
const narrow = 560

/**
 * A specification as wide as its box: a plot of its own, or plots one above the other, each `plot` pixels wide. Plots side
 * by side, and steps of a fixed size, stay as they are.
 */
export function fitSpec(spec: Spec, plot: number): Spec {
  if (Array.isArray(spec.vconcat)) return { ...spec, vconcat: spec.vconcat.map((inner: Spec) => fitSpec(inner, plot)) }
  return canFit(spec) ? { ...spec, width: plot } : spec
}

/** Whether `fitSpec` can give it a width. */
export function canFit(spec: Spec): boolean {
  if (Array.isArray(spec.vconcat)) return spec.vconcat.some(canFit)
  const { width, encoding } = spec as { readonly width?: unknown; readonly encoding?: Spec }
  if (!('mark' in spec || 'layer' in spec) || (width !== undefined && typeof width !== 'number')) return false
  return !(encoding && ('row' in encoding || 'column' in encoding || 'facet' in encoding))
}

/** The theme for a box of that width. */
export function fitConfig(config: Spec, box: number): Spec {
  if (box >= narrow) return { ...config, background: null }
  const legend = { ...(config.legend as Spec), orient: 'bottom', direction: 'vertical', columns: 2, labelLimit: 130 }
  return { ...config, background: null, padding: 2, legend }
}
