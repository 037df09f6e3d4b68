import type { Spec } from './chart-data.js'
import { narrowLegend } from './narrow-legend.js'

/**
 * A specification whose words fit into its box: in a narrow one every legend stands below the plot and names along the x
 * axis stand aslant, whatever it says of their place.
 */
export function fitWords(spec: Spec, box: number): Spec {
  const legend = narrowLegend(box)
  if (legend === null) return spec
  const fit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fit)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (name === 'data') return [name, inner]
        if (name === 'legend' && inner !== null) return [name, { ...inner, ...legend }]
        return [name, fit(name === 'x' ? withNamesAslant(inner) : inner)]
      }),
    )
  }
  return fit(spec) as Spec
}

function withNamesAslant(x: unknown): unknown {
  const { type, axis } = x as { readonly type?: unknown; readonly axis?: unknown }
  // A layer without an axis of its own shares that of another one, which says how it lies.
  if ((type !== 'nominal' && type !== 'ordinal') || axis === null || axis === undefined) return x
  // Above a plot they would slope into it.
  if ((axis as { readonly orient?: unknown }).orient === 'top') return x
  const aslant = { labelAngle: -45, labelAlign: 'right', labelBaseline: 'middle' }
  return { ...(x as Spec), axis: { ...(axis as Spec), ...aslant } }
}
