import type { SplitScores } from '../../core/evaluation.js'
import { numberText } from '../values.js'
import { type ModelCard, markdownTable } from './model-card.js'

/** What it is worth: on every split, for every class, what is taken for what, and how far its probabilities can be believed. */
export function figuresSection({ scores, metrics }: ModelCard): readonly string[] {
  if (scores.length === 0) return ['## Figures', metricsTable(metrics)]
  return [
    '## Figures',
    splitsTable(scores),
    ...scores.flatMap((split) => [
      `### ${titleOf(split)}, class by class`,
      classTable(split),
      `### ${titleOf(split)}, what is taken for what`,
      'Rows are true classes, columns what the model says; counts of images.',
      confusionTable(split),
    ]),
    '### Calibration',
    ...calibration(scores),
  ]
}

function titleOf({ part, splits }: SplitScores): string {
  return `${part[0]!.toUpperCase()}${part.slice(1)} (${splits.join(', ')})`
}

function metricsTable(metrics: ModelCard['metrics']): string {
  const rows = Object.entries(metrics).map(([name, value]) => [name, numberText(value)])
  if (rows.length === 0) return 'Its experiment returns no metrics; `metrics.json` has its readings.'
  return markdownTable(
    [
      { header: 'metric', align: 'left' },
      { header: 'value', align: 'right' },
    ],
    rows,
  )
}

const measures = [
  ['accuracy', 'accuracy'],
  ['top2', 'top-2 accuracy'],
  ['macro_f1', 'macro F1'],
  ['balanced_accuracy', 'balanced accuracy'],
  ['loss', 'loss (nats)'],
  ['ece', 'calibration error'],
] as const

function splitsTable(scores: readonly SplitScores[]): string {
  const columns = scores.map((split) => ({
    header: `${split.part}: ${split.splits.join(', ')}`,
    align: 'right' as const,
  }))
  const rows = measures.map(([key, name]) => [name, ...scores.map(({ evaluation }) => numberText(evaluation[key]))])
  const images = ['images', ...scores.map(({ evaluation }) => String(evaluation.count))]
  return markdownTable([{ header: 'figure', align: 'left' }, ...columns], [images, ...rows])
}

function classTable({ evaluation }: SplitScores): string {
  const right = (header: string) => ({ header, align: 'right' as const })
  return markdownTable(
    [{ header: 'class', align: 'left' }, right('images'), right('precision'), right('recall'), right('F1')],
    evaluation.by_class.map(({ class: name, count, precision, recall, f1 }) => [
      ...[name, String(count)],
      ...[precision, recall, f1].map(numberText),
    ]),
  )
}

function confusionTable({ classes, evaluation }: SplitScores): string {
  return markdownTable(
    [{ header: '', align: 'left' }, ...classes.map((header) => ({ header, align: 'right' as const }))],
    evaluation.confusion.map((row, k) => [classes[k]!, ...row.map(String)]),
  )
}

function calibration(scores: readonly SplitScores[]): readonly string[] {
  const lines = scores.map(({ part, evaluation: { ece, ece_after_temperature: after, temperature } }) => {
    const how =
      temperature === 1 ? '' : `, and ${numberText(after)} when the logits are divided by ${numberText(temperature)}`
    return `- ${part}: the probabilities are off by ${numberText(ece)} on average over 15 bins of confidence${how}`
  })
  const fitted = scores.find(({ part }) => part === 'validation')
  const how = fitted
    ? `The divisor (temperature) was fitted on ${fitted.splits.join(', ')}, so its figure there flatters. The model gives ` +
      'probabilities of undivided logits: divide the logarithm of a probability by the temperature, and take the softmax again.'
    : 'No divisor (temperature) was fitted: that takes a validation split.'
  return [lines.join('\n'), how]
}
