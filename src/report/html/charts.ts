import { isSearched } from '../../core/parameter.js'
import {
  type NoPicture,
  type Picture,
  type PictureInput,
  type PictureKind,
  type PictureMaker,
  type PictureOptions,
  pictureKinds,
} from '../pictures/picture.js'
import { pictures } from '../pictures/pictures.js'
import { theme } from '../pictures/theme.js'
import { type Html, inlineJson } from './html.js'
import { packData } from './packed-data.js'

/** The charts that a run can show, and why it cannot show the others. */
export interface Charts {
  readonly charts: readonly Chart[]
  readonly missing: readonly { readonly kind: PictureKind; readonly reason: string }[]
}

/** Makes every kind of picture, every view of it once: what heeds no option looks the same with each. */
export function chartsOf(input: PictureInput): Charts {
  const charts: Chart[] = []
  const missing: { kind: PictureKind; reason: string }[] = []
  for (const kind of Object.keys(pictureKinds) as PictureKind[]) {
    const { choice, views } = chartOptions(kind, input)
    const made = makeViews(pictures[kind], views, input)
    if ('reason' in made) missing.push({ kind, reason: made.reason })
    else charts.push({ kind, choice: made.length > 1 ? choice : null, views: made })
  }
  return { charts, missing }
}

function makeViews(
  make: PictureMaker,
  views: ReturnType<typeof chartOptions>['views'],
  input: PictureInput,
): readonly ChartView[] | NoPicture {
  const seen = new Set<string>()
  const made: ChartView[] = []
  let refusal: NoPicture = { reason: 'there is nothing to show' }
  for (const { label, options } of views) {
    const picture = make(input, options)
    if ('reason' in picture) {
      refusal = picture
      continue
    }
    const text = JSON.stringify(picture.spec)
    if (seen.has(text)) continue
    seen.add(text)
    made.push({ label, options, picture })
  }
  return made.length === 0 ? refusal : made
}

/** One place of the page for pictures of one kind, of which a reader chooses one. */
export interface Chart {
  readonly kind: PictureKind
  /** What the choice is between, as `metric`; null where there is one view only. */
  readonly choice: string | null
  readonly views: readonly ChartView[]
}

interface ChartView {
  /** Names it in the choice. */
  readonly label: string
  readonly options: PictureOptions
  readonly picture: Picture
}

/** The views of one kind of picture: what a reader chooses between, and what each choice asks of the picture. */
interface ChartOptions {
  readonly choice: string | null
  readonly views: readonly { readonly label: string; readonly options: PictureOptions }[]
}

/** So many points below the best are a choice of their own. */
const bestTrials = 5

/** All views that a kind of picture may have of a run. */
function chartOptions(kind: PictureKind, { data, analysis }: PictureInput): ChartOptions {
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

/** What the page draws its charts from: `page/chart-data.ts` says how it is read. */
export function inlineCharts(charts: readonly Chart[]): Html {
  const views = charts.flatMap(({ views }) => views)
  const placeOf = new Map(views.map((view, place) => [view, place]))
  return inlineJson('chart-data', {
    config: theme,
    charts: charts.map(({ kind, views }) => ({
      kind,
      views: views.map((view) => ({
        title: view.picture.title,
        description: view.picture.description,
        spec: placeOf.get(view)!,
      })),
    })),
    // The page has the title above the chart, and what stands below it in the description.
    ...packData(views.map(({ picture: { spec } }) => ({ ...spec, title: null }))),
  })
}
