import { intervalKindText, retrainingText } from '../retraining.js'
import { numberText } from '../values.js'
import { type ModelCard, markdownTable } from './model-card.js'

/** How it was chosen, and what the test split had to do with that. */
export function choiceSection(card: ModelCard): readonly string[] {
  const { verdict } = card.chosen
  const said = verdict.map((line) => `- ${line}`).join('\n')
  return [
    ...['## How it was chosen', choice(card)],
    ...(verdict.length === 0 ? [] : ['A report of the run says of all its points:', said]),
    testText(card),
  ]
}

function choice({ chosen, run, retraining }: ModelCard): string {
  const { how, trial, rank, points, seeds, mean, interval } = chosen
  const { name, goal } = retraining.metric
  const of = `${points} ${points === 1 ? 'point' : 'points'} of run \`${run}\``
  const best =
    how === 'best' ? `Its point has the best mean of ${name} (${goal}) among ${of}.` : `Trial ${trial} was asked for.`
  const place = how === 'named' && rank !== null ? ` Its point is number ${rank} of ${of} by the mean of ${name}.` : ''
  if (mean === null) return `${best}${place} No trial of its point is complete.`
  const sure =
    interval === null
      ? ''
      : `, ${numberText(interval.low)} to ${numberText(interval.high)} (${intervalKindText(interval)})`
  return (
    `${best}${place} The mean over its ${seeds.length} recorded ${seeds.length === 1 ? 'seed' : 'seeds'} is ` +
    `${numberText(mean)}${sure}.`
  )
}

function testText({ test }: ModelCard): string {
  if (test === null) return 'No test split was scored for it.'
  const names = test.splits.join(', ')
  if (test.everyTrial) return `The test split ${names} was scored with every trial of the sweep, and with this model.`
  return test.times === 0
    ? `The test split ${names} was scored once, when the model was finished.`
    : `The test split ${names} was scored when the model was finished; it had been scored ${test.times} ` +
        `${test.times === 1 ? 'time' : 'times'} before by retrainings of this run.`
}

const words = {
  reproduced: 'bit for bit',
  not_reproduced: 'NOT reproduced',
  new: 'new seed',
  other_parameters: 'other parameters',
  not_complete: 'not complete',
} as const

/** Every seed that was trained beside what the run has of it, and what that says. */
export function seedsSection({ retraining, differences }: ModelCard): readonly string[] {
  const { seeds, metric } = retraining
  const optional = (value: number | null) => (value === null ? '' : numberText(value))
  const right = (header: string) => ({ header, align: 'right' as const })
  const columns = [
    ...[right('seed'), right('trial'), right(metric.name), right('best step'), right('recorded')],
    { header: 'reproduced', align: 'left' as const },
  ]
  const rows = seeds.map((seed) => [
    ...[String(seed.seed), seed.trial === null ? '' : String(seed.trial)],
    ...[optional(seed.value), seed.bestStep === null ? '' : String(seed.bestStep)],
    ...[optional(seed.recorded?.value ?? null), words[seed.verdict]],
  ])
  const said = retrainingText(retraining, differences).slice(seeds.length)
  return ['## Seeds', markdownTable(columns, rows), ...(said.length === 0 ? [] : [said.join(' ')])]
}
