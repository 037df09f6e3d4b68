import type { NoPicture, PictureInput, PictureMaker } from '../../pictures/picture.js'
import { type PictureKind, pictureKinds } from '../../pictures/picture-kind.js'
import { pictures } from '../../pictures/pictures.js'
import type { Chart, ChartView } from './chart.js'
import { chartOptions } from './chart-options.js'

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
