import { jsonText } from './json.js'
import { type Column, drawTable } from './table.js'
import { oneLine } from './values.js'

/** What was counted in a dataset. */
interface ShownDataset {
  readonly classes: readonly string[]
  readonly height: number
  readonly width: number
  readonly splits: readonly {
    readonly name: string
    readonly count: number
    /** In the order of the classes. */
    readonly byClass: readonly number[]
    readonly blank: number
    readonly repeated: number
  }[]
  readonly shared: readonly {
    readonly of: string
    readonly alsoIn: string
    readonly count: number
    readonly otherClass: number
  }[]
}

/** A dataset for a terminal: its images by class and split, then what is amiss with them. */
export function renderDatasetCheck(path: string, shown: ShownDataset, width?: number): string {
  const images = shown.splits.reduce((sum, { count }) => sum + count, 0)
  const head = `${path}: ${images} gray images of ${shown.width}x${shown.height} pixels, ${shown.classes.length} classes`
  return [head, '', drawCounts(shown, width), '', ...sharedText(shown, width)].join('\n')
}

type ShownSplit = ShownDataset['splits'][number]

function drawCounts({ classes, splits }: ShownDataset, width: number | undefined): string {
  const columns: readonly Column[] = [
    { header: 'images', align: 'left', shrinks: true },
    ...[...splits.map(({ name }) => oneLine(name)), 'all'].map(
      (header) => ({ header, align: 'right', shrinks: false }) as const,
    ),
  ]
  const row = (title: string, countOf: (split: ShownSplit) => number) => {
    const counts = splits.map(countOf)
    return [title, ...[...counts, counts.reduce((a, b) => a + b, 0)].map(String)]
  }
  const rows = [
    ...classes.map((name, i) => row(oneLine(name), ({ byClass }) => byClass[i]!)),
    row('all classes', ({ count }) => count),
    row('blank (one value everywhere)', ({ blank }) => blank),
    row('repeated within the split', ({ repeated }) => repeated),
  ]
  return drawTable(columns, rows, width)
}

function sharedText({ splits, shared }: ShownDataset, width: number | undefined): readonly string[] {
  if (splits.length === 1) return ['One split only, so no image can stand in two.']
  if (shared.length === 0) return ['No image stands in two splits.']
  const columns: readonly Column[] = [
    { header: 'images of', align: 'left', shrinks: true },
    { header: 'that stand in', align: 'left', shrinks: true },
    { header: 'count', align: 'right', shrinks: false },
    { header: 'of another class there', align: 'right', shrinks: false },
  ]
  const rows = shared.map(({ of, alsoIn, count, otherClass }) => [
    oneLine(of),
    oneLine(alsoIn),
    String(count),
    String(otherClass),
  ])
  const advice =
    'What stands in a training and an evaluation split gives its answer away; drop_leaks: true trains without it.'
  return [drawTable(columns, rows, width), '', advice]
}

/** A checked dataset as one JSON object. */
export function renderDatasetCheckJson(path: string, { classes, height, width, splits, shared }: ShownDataset): string {
  const object = {
    path,
    height,
    width,
    classes,
    splits: splits.map(({ name, count, byClass, blank, repeated }) => ({
      name,
      count,
      by_class: Object.fromEntries(classes.map((name, i) => [name, byClass[i]!])),
      blank,
      repeated,
    })),
    shared: shared.map(({ of, alsoIn, count, otherClass }) => ({
      of,
      also_in: alsoIn,
      count,
      other_class: otherClass,
    })),
  }
  return jsonText(object)
}
