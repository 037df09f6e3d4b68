import { valueText } from '../value-text.js'
import { markdownTable } from './markdown-table.js'
import type { CardParameter, ModelCard } from './model-card.js'

/** Parameters, searched ones first, and circumstances. */
export function trainingSection(card: ModelCard): readonly string[] {
  const { parameters, steps, retraining, circumstances } = card
  const searched = parameters.filter(({ from }) => from === 'searched')
  const others = parameters.filter(({ from }) => from !== 'searched')
  const { bestStep } = retraining.kept!
  const [one, several] = card.description === undefined ? ['step', 'steps'] : ['epoch', 'epochs']
  const trained = `It was trained for ${steps} ${steps === 1 ? one : several}`
  const weights =
    bestStep === null ? `${trained}.` : `${trained}; ${one} ${bestStep} has the best ${retraining.metric.name}.`
  return [
    '## How it was trained',
    weights,
    ...(searched.length === 0 ? [] : ['The sweep searched these parameters:', searchedTable(searched)]),
    ...(others.length === 0 ? [] : ['All others:', othersTable(others)]),
    circumstancesText(circumstances),
    ...(card.differences.length === 0 ? [] : [`Otherwise than when the run began: ${card.differences.join('; ')}.`]),
  ]
}

function searchedTable(parameters: readonly CardParameter[]): string {
  const rows = parameters.map(({ name, value, tried }) => [
    ...[name, valueText(value)],
    tried === null ? 'drawn' : String(tried),
  ])
  return markdownTable(
    [
      { header: 'parameter', align: 'left' },
      { header: 'value', align: 'left' },
      { header: 'values tried', align: 'right' },
    ],
    rows,
  )
}

const origins = { searched: '', sweep: 'sweep file', override: 'override', default: 'default' } as const

function othersTable(parameters: readonly CardParameter[]): string {
  return markdownTable(
    [
      { header: 'parameter', align: 'left' },
      { header: 'value', align: 'left' },
      { header: 'from', align: 'left' },
    ],
    parameters.map(({ name, value, from }) => [name, valueText(value), origins[from]]),
  )
}

function circumstancesText({ engine, engineVersion, device, threads, versions, commit }: ModelCard['circumstances']) {
  const where = device === 'gpu' ? 'a GPU' : 'the CPU'
  const words = [
    `engine ${engine} ${engineVersion} on ${where} with ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    ...(versions.sweep === undefined ? [] : [`sweep ${versions.sweep}`]),
    ...(versions.node === undefined ? [] : [`node ${versions.node}`]),
    ...(commit === null ? [] : [`commit ${commit.slice(0, 10)}`]),
  ]
  return `Trained with ${words.join(', ')}. \`sweep.json\` has every version and hash.`
}
