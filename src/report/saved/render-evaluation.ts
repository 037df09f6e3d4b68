import { type Column, drawTable } from '../draw-table.js'
import { numberText } from '../number-text.js'
import { oneLine } from '../one-line.js'
import type { ShownEvaluation } from './shown-evaluation.js'

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
