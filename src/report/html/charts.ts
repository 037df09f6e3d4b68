import { single } from '../pictures/choices.js'
import type { Choices, NoPicture, Picture, PictureInput, PictureOptions, PictureRecord } from '../pictures/picture.js'
import { pictures } from '../pictures/pictures.js'
import { theme } from '../pictures/theme.js'
import { type Html, inlineJson } from './html.js'
import { packData } from './packed-data.js'

/** The charts that a run can show, and why it cannot show the others. */
export interface Charts {
  readonly charts: readonly Chart[]
  readonly missing: readonly { readonly kind: string; readonly reason: string }[]
}

/** Makes every kind of picture, every view of it once: what heeds no option looks the same with each. */
export function chartsOf(input: PictureInput): Charts {
  const charts: Chart[] = []
  const missing: { kind: string; reason: string }[] = []
  for (const [kind, record] of Object.entries<PictureRecord>(pictures)) {
    const { choice, views } = record.choices?.(input) ?? single
    const made = makeViews(record.draw, views, input)
    if ('reason' in made) missing.push({ kind, reason: made.reason })
    else charts.push({ kind, choice: made.length > 1 ? choice : null, views: made })
  }
  return { charts, missing }
}

function makeViews(
  make: PictureRecord['draw'],
  views: Choices['views'],
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
  readonly kind: string
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
