import { median } from '../shared/median.js'
import type { MemorySample } from './measure-memory.js'

/** Trials after which every lazily made thing has been made. */
const settled = 20

/** Rows that a curve is drawn with. */
const points = 20

/** The memory of a host over its trials as a small curve, and how much it grew after the first trials. */
export function memoryText(engine: string, samples: readonly MemorySample[]): string {
  const every = Math.max(1, Math.round(samples.length / points))
  const curve = chunks(samples, every).map((chunk) => ({
    trials: chunk.at(-1)!.trials,
    megabytes: median(chunk.map(({ residentMegabytes }) => residentMegabytes)),
  }))
  const most = Math.max(...curve.map(({ megabytes }) => megabytes))
  const lines = curve.map(({ trials, megabytes }) => {
    const bar = '█'.repeat(Math.round((megabytes / most) * 50))
    return `${String(trials).padStart(6)}  ${megabytes.toFixed(0).padStart(5)} MB  ${bar}`
  })
  return [
    `Resident memory of one host on ${engine}, median of every ${every} trials`,
    `\`\`\`\n${lines.join('\n')}\n\`\`\``,
    growthText(samples),
  ].join('\n\n')
}

function growthText(samples: readonly MemorySample[]): string {
  if (samples.length < 2 * settled) return `Fewer than ${2 * settled} trials: too few to tell growth.`
  const around = (from: number, to: number) => median(samples.slice(from, to).map((each) => each.residentMegabytes))
  const [before, after] = [around(settled / 2, settled), around(samples.length - settled / 2, samples.length)]
  const change = after - before
  const from = `${before.toFixed(0)} MB at trial ${settled}`
  const to = `${after.toFixed(0)} MB at trial ${samples.at(-1)!.trials}`
  return `Growth after the first ${settled} trials: ${change.toFixed(1)} MB (${from}, ${to}; medians of ${settled / 2}).`
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size))
}
