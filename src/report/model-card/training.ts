import { valueText } from '../values.js'
import { type CardParameter, type ModelCard, markdownTable } from './model-card.js'

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

/** What it was trained on and scored with, as far as the experiment says it. */
export function dataSection({ description, data, combined }: ModelCard): readonly string[] {
  const hashes = Object.entries(data)
  const files = hashes.map(([path, hash]) => `- \`${path}\`, SHA-256 \`${hash}\``)
  const { source, table } = description ? described(description) : { source: [], table: [] }
  const joined = combined === null ? [] : [`For this training ${combined.join(' and ')} were joined.`]
  const words = [...source, ...table, ...joined, ...(files.length === 0 ? [] : [files.join('\n')])]
  return ['## Data', ...(words.length === 0 ? ['Its experiment names no file of data.'] : words)]
}

function described({ params, splits, images }: NonNullable<ModelCard['description']>) {
  const drawn = params.data === null
  const rows = (['train', 'validation', 'test'] as const).map((part) => [
    ...[part, splits[part].join(', ') || 'none'],
    splits[part].length === 0 ? '' : String(images[part]),
  ])
  const columns = [
    { header: 'part', align: 'left' },
    { header: 'splits', align: 'left' },
    { header: 'images', align: 'right' },
  ] as const
  return {
    source: drawn
      ? [
          `Synthetic faces, drawn by \`sweep\` itself: ${JSON.stringify(params.synthetic_rows)} of them with seed ` +
            `${JSON.stringify(params.data_seed)}. No person is on any of them.`,
        ]
      : [],
    table: [markdownTable(columns, rows)],
  }
}
