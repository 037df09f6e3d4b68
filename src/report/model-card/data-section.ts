import { markdownTable } from './markdown-table.js'
import type { ModelCard } from './model-card.js'

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
