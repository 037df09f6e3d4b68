import { planErrorAt } from '../plan-error-at.js'
import { shapeError } from '../shape/shape-error.js'
import type { Choice, FormPlace } from './parse-form.js'
import { type Range, rangeValues } from './range-values.js'
import { type Spacing, spacedValues } from './spaced-values.js'
import { longestList, spacingShapes } from './spacing-shapes.js'

/** Reads `range`, `linspace` or `logspace` as the list of numbers that it stands for. Throws PlanError. */
export function parseSpacing(kind: keyof typeof spacingShapes, value: unknown, { name, where }: FormPlace): Choice {
  const shape = spacingShapes[kind]
  const shaped = shape.safeParse(value)
  const base = ['parameters', name, kind]
  if (!shaped.success) throw shapeError(where, { shape, value, issues: shaped.error.issues, base })

  const path = base.join('.')
  const values =
    kind === 'range' ? rangeValues(shaped.data as Range, longestList - 1) : spacedValues(kind, shaped.data as Spacing)
  if (values === undefined) {
    throw planErrorAt(
      where,
      path,
      `it has more than ${longestList} values`,
      'Write a larger step, or draw with method: random',
    )
  }
  if (values.some((number, i) => i > 0 && number <= values[i - 1]!)) {
    throw planErrorAt(where, path, 'its values are nearer to one another than numbers can be', 'Write fewer of them')
  }
  return { values }
}
