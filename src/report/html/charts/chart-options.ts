import { isSearched } from '../../../core/parameter.js'
import type { PictureInput, PictureOptions } from '../../pictures/picture.js'
import type { PictureKind } from '../../pictures/picture-kind.js'

/** The views of one kind of picture: what a reader chooses between, and what each choice asks of the picture. */
export interface ChartOptions {
  readonly choice: string | null
  readonly views: readonly { readonly label: string; readonly options: PictureOptions }[]
}

/** So many points below the best are a choice of their own. */
const bestTrials = 5

/** All views that a kind of picture may have of a run. */
export function chartOptions(kind: PictureKind, { data, analysis }: PictureInput): ChartOptions {
  switch (kind as string) {
    case 'learning-curves':
      return choose('metric', metricsOf(data.trials, analysis.metric.name), (metric) => ({ metric }))
    case 'heat-map':
      return choose(
        'axes',
        pairs(searchedOf(data)),
        ([x, y]) => ({ x, y }),
        ([x, y]) => `${x} × ${y}`,
      )
    case 'slices':
      return choose('metric', resultsOf(data.trials, analysis.metric.name), (metric) => ({ metric }))
    case 'confusion':
    case 'reliability': {
      const best = analysis.points
        .slice(0, bestTrials)
        .flatMap(({ rank, trials }) => trials.slice(0, 1).map((trial) => ({ rank, trial })))
      const views = best.flatMap(({ rank, trial }) =>
        (['validation', 'test'] as const)
          .filter((split) => data[split].size > 0)
          .map((split) => ({ label: `rank ${rank}, trial ${trial}, ${split}`, options: { trial, split } })),
      )
      return views.length === 0 ? single : { choice: 'trial', views }
    }
    default:
      return single
  }
}

const single: ChartOptions = { choice: null, views: [{ label: '', options: {} }] }

function choose<T>(
  choice: string,
  values: readonly T[],
  options: (value: T) => PictureOptions,
  label: (value: T) => string = String,
): ChartOptions {
  if (values.length === 0) return single
  return { choice, views: values.map((value) => ({ label: label(value), options: options(value) })) }
}

function searchedOf({ run }: PictureInput['data']): readonly string[] {
  return run.sweep.parameters.filter(isSearched).map(({ name }) => name)
}

function pairs(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((x, i) => names.slice(i + 1).map((y) => [x, y] as const))
}

/** Of the readings, the sweep's own metric first. */
function metricsOf(trials: PictureInput['data']['trials'], own: string): readonly string[] {
  const names = new Set(trials.flatMap(({ readings }) => readings.flatMap(({ metrics }) => Object.keys(metrics))))
  return [...names].sort((a, b) => Number(b === own) - Number(a === own))
}

/** Of the results, the sweep's own metric first. */
function resultsOf(trials: PictureInput['data']['trials'], own: string): readonly string[] {
  return [...new Set([own, ...trials.flatMap(({ metrics }) => Object.keys(metrics ?? {}))])]
}
