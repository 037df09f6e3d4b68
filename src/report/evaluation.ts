import type { Interval } from '../analyze/statistics/intervals.js'
import { jsonText } from './json.js'
import { type Column, drawTable } from './table.js'
import { numberText, oneLine } from './values.js'

/** An evaluation for a terminal: the split by name, its figures, those of every class, and the confusion matrix. */
export function renderEvaluation(shown: ShownEvaluation, width?: number): string {
  const { model, splits, data, crops, engine, count, choseTheEpoch } = shown
  const by = crops === 'ten' ? 'the mean of ten crops' : 'its middle'
  const head = [
    `${oneLine(model)} on ${splits.map(oneLine).join(' + ')} of ${oneLine(data)}: ${count} images, each by ${by}; engine ${engine}`,
    ...(choseTheEpoch ? ['This split chose the epoch of the model, so these figures are a little too good.'] : []),
  ]
  return [
    ...head,
    '',
    drawTable(figureColumns, figuresOf(shown), width),
    '',
    drawTable(classColumns, classRows(shown), width),
    '',
    'Confusion: how many images of the true class (rows) were taken for each class (columns)',
    drawConfusion(shown, width),
  ].join('\n')
}

const figureColumns: readonly Column[] = [
  { header: 'figure', align: 'left', shrinks: false },
  { header: 'value', align: 'right', shrinks: false },
  { header: '', align: 'left', shrinks: true },
]

function figuresOf(shown: ShownEvaluation): readonly (readonly string[])[] {
  const { low, high, level } = shown.interval
  const interval = `${numberText(low)} to ${numberText(high)}: ${level * 100} %, binomial, of these ${shown.count} images`
  const after = `${numberText(shown.eceAfterTemperature)} at the temperature ${numberText(shown.temperature)}`
  return [
    ['accuracy', numberText(shown.accuracy), interval],
    ['top-2 accuracy', numberText(shown.top2), ''],
    ['macro-F1', numberText(shown.macroF1), ''],
    ['balanced accuracy', numberText(shown.balancedAccuracy), ''],
    ['loss', numberText(shown.loss), 'cross-entropy, in nats'],
    ['calibration error', numberText(shown.ece), after],
  ]
}

const classColumns: readonly Column[] = [
  { header: 'class', align: 'left', shrinks: true },
  ...['precision', 'recall', 'F1', 'images'].map((header) => ({ header, align: 'right', shrinks: false }) as const),
]

function classRows({ classes, byClass }: ShownEvaluation): readonly (readonly string[])[] {
  return byClass.map(({ precision, recall, f1, count }, i) => [
    oneLine(classes[i]!),
    ...[precision, recall, f1].map(numberText),
    String(count),
  ])
}

function drawConfusion({ classes, confusion }: ShownEvaluation, width: number | undefined): string {
  const columns: readonly Column[] = ['', ...classes.map(oneLine)].map((header, i) => ({
    header,
    align: i === 0 ? 'left' : 'right',
    shrinks: i === 0,
  }))
  const rows = confusion.map((row, i) => [oneLine(classes[i]!), ...row.map(String)])
  return drawTable(columns, rows, width)
}

/**
 * An evaluation as one JSON object, in full precision: `{model, splits, data, crops, chose_the_epoch, engine, count,
 * accuracy, accuracy_interval: {low, high, level, kind}, top2, macro_f1, balanced_accuracy, loss, ece, temperature,
 * ece_after_temperature, by_class: [{class, precision, recall, f1, count}], confusion}`, the confusion as counts
 * [true][predicted].
 */
export function renderEvaluationJson(shown: ShownEvaluation): string {
  const { model, splits, data, crops, engine, classes, count, accuracy, top2, loss, ece, temperature } = shown
  const record = {
    ...{ model, splits, data, crops, chose_the_epoch: shown.choseTheEpoch, engine, count },
    ...{ accuracy, accuracy_interval: shown.interval, top2, macro_f1: shown.macroF1 },
    ...{ balanced_accuracy: shown.balancedAccuracy, loss, ece, temperature },
    ece_after_temperature: shown.eceAfterTemperature,
    by_class: shown.byClass.map((scores, i) => ({ class: classes[i]!, ...scores })),
    confusion: shown.confusion,
  }
  return jsonText(record)
}

/** What a saved model is worth on a split. */
export interface ShownEvaluation {
  /** The model folder. */
  readonly model: string
  readonly splits: readonly string[]
  /** The data that they are of. */
  readonly data: string
  readonly crops: 'centre' | 'ten'
  /** Whether the model's epoch was chosen by images of the split. */
  readonly choseTheEpoch: boolean
  /** As `tensorflow …`. */
  readonly engine: string
  readonly classes: readonly string[]
  readonly count: number
  readonly accuracy: number
  readonly interval: Interval
  readonly top2: number
  readonly macroF1: number
  readonly balancedAccuracy: number
  readonly loss: number
  readonly ece: number
  readonly temperature: number
  readonly eceAfterTemperature: number
  /** In the order of the classes. */
  readonly byClass: readonly {
    readonly precision: number
    readonly recall: number
    readonly f1: number
    readonly count: number
  }[]
  /** Counts, [true, predicted]. */
  readonly confusion: readonly (readonly number[])[]
}
