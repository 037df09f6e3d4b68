import { canFit } from './can-fit.js'
import type { Spec } from './chart-data.js'

/**
 * A specification as wide as its box: a plot of its own, or plots one above the other, each `plot` pixels wide. Plots side
 * by side, and steps of a fixed size, stay as they are.
 */
export function fitSpec(spec: Spec, plot: number): Spec {
  if (Array.isArray(spec.vconcat)) return { ...spec, vconcat: spec.vconcat.map((inner: Spec) => fitSpec(inner, plot)) }
  return canFit(spec) ? { ...spec, width: plot } : spec
}
