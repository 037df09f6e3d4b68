import type { Parameter } from '../../core/parameter.js'
import type { RunData } from '../../core/run-data.js'
import { pointMeans } from '../effects/factors.js'
import { levelsOf, levelText } from '../effects/levels.js'
import { mean } from '../statistics/variance.js'

/** Every pair of values of two parameters, those without a complete trial included. */
export interface HeatCells {
  /** Texts of the values in their order, numbers from small to large; `absent` last, where points do not have them. */
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly cells: readonly HeatCell[]
}

export interface HeatCell {
  readonly x: string
  readonly y: string
  /** Mean of its points, each of which counts once; null where no trial of it is complete. */
  readonly mean: number | null
  readonly points: number
  /** Complete trials. */
  readonly trials: number
  /** Trials that failed, were pruned or have not ended. */
  readonly omitted: number
}

/** The text that stands for not having the parameter. */
export const absent = 'absent'

/** The metric by the values of two parameters, over everything else; drawn values in bins. */
export function heatCells({ trials }: RunData, x: Parameter, y: Parameter): HeatCells {
  const points = pointMeans(trials)
  const axes = [x, y].map((parameter) => axisOf(parameter, trials, points)) as [HeatAxis, HeatAxis]
  const counted = trials.filter((trial) => trial.status !== 'complete')
  const cells = axes[1].texts.flatMap((yText) =>
    axes[0].texts.map((xText): HeatCell => {
      const here = (trial: number) => axes[0].of[trial] === xText && axes[1].of[trial] === yText
      const members = points.filter((_, i) => here(i))
      return {
        ...{ x: xText, y: yText, mean: members.length === 0 ? null : mean(members.map((point) => point.mean)) },
        points: members.length,
        trials: members.reduce((sum, { values }) => sum + values.length, 0),
        omitted: counted.filter((_, i) => here(points.length + i)).length,
      }
    }),
  )
  return { x: axes[0].texts, y: axes[1].texts, cells }
}

interface HeatAxis {
  readonly texts: readonly string[]
  /** By point, and then by trial that is not complete. */
  readonly of: readonly string[]
}

/** Few enough that a number fits into every cell. */
const bins = { above: 10, bins: 6, lists: false }

function axisOf(parameter: Parameter, trials: RunData['trials'], points: ReturnType<typeof pointMeans>): HeatAxis {
  const rows = [...points, ...trials.filter((trial) => trial.status !== 'complete')]
  const { levels, of } = levelsOf(parameter, rows, bins)
  const texts = levels.map(levelText)
  const named = Array.from(of, (level) => (level < 0 ? absent : texts[level]!))
  return { texts: named.includes(absent) ? [...texts, absent] : texts, of: named }
}
