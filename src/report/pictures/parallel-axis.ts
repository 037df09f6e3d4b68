import type { Scale } from '../../analyze/effects/effects.js'
import { levelText } from '../../analyze/effects/levels.js'
import { absent } from '../../analyze/figures/heat-map.js'
import type { Json } from '../../core/json.js'

/** One upright axis of parallel coordinates; 0 is its foot and 1 its top. */
export interface ParallelAxis {
  readonly name: string
  /** By point. One that does not have the parameter passes below the foot. */
  readonly places: readonly number[]
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

const below = -0.1
const mostTicks = 6

/** @param column the value of every point; undefined where it has none */
export function parallelAxis(
  name: string,
  scale: Scale,
  column: readonly (Json | undefined)[],
  order: readonly Json[],
): ParallelAxis {
  const axis = scale === 'categories' ? ofCategories(column, order) : ofNumbers(column, scale)
  const missing = column.includes(undefined) ? [{ at: below, text: absent }] : []
  return { name, places: axis.places, ticks: [...axis.ticks, ...missing] }
}

type Placed = Pick<ParallelAxis, 'places' | 'ticks'>

function ofCategories(column: readonly (Json | undefined)[], order: readonly Json[]): Placed {
  const texts = order.map(textOf)
  const place = (i: number) => (texts.length === 1 ? 0.5 : i / (texts.length - 1))
  return {
    places: column.map((value) => (value === undefined ? below : place(texts.indexOf(textOf(value))))),
    ticks: texts.map((text, i) => ({ at: place(i), text })),
  }
}

function ofNumbers(column: readonly (Json | undefined)[], scale: 'log' | 'linear'): Placed {
  const numbers = column.filter((value) => typeof value === 'number')
  const [into, outOf] = scale === 'log' ? [Math.log, Math.exp] : [same, same]
  const [low, high] = [into(Math.min(...numbers)), into(Math.max(...numbers))]
  const place = (value: number) => (low === high ? 0.5 : (into(value) - low) / (high - low))
  const distinct = [...new Set(numbers)]
  const even = Array.from({ length: mostTicks }, (_, i) => outOf(low + ((high - low) * i) / (mostTicks - 1)))
  return {
    places: column.map((value) => (typeof value === 'number' ? place(value) : below)),
    ticks: (distinct.length <= mostTicks ? distinct : even).map((value) => ({
      at: place(value),
      text: String(Number(value.toPrecision(3))),
    })),
  }
}

function same(value: number): number {
  return value
}

function textOf(value: Json): string {
  return levelText({ value, range: null })
}
