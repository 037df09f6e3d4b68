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
  // Above a plot they would slope into it.
  const above = (axis as { readonly orient?: unknown } | null | undefined)?.orient === 'top'
  if ((type !== 'nominal' && type !== 'ordinal') || axis === null || above) return x
  const aslant = { labelAngle: -45, labelAlign: 'right', labelBaseline: 'middle' }
  return { ...(x as Spec), axis: { ...(axis as Spec | undefined), ...aslant } }
}
