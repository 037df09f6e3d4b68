import type { SweepFile } from '../sweep-file.js'
import { foreignKeys, foreignMetricKeys } from './foreign-keys.js'

/** The content of a sweep file without what only W&B gives a meaning, and a warning for each of those keys. */
export function setForeignKeysAside(
  content: unknown,
  { file, positions }: Pick<SweepFile, 'file' | 'positions'>,
): { readonly value: unknown; readonly warnings: readonly string[] } {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return { value: content, warnings: [] }
  const value: Record<string, unknown> = { ...content }
  const warnings: string[] = []
  const warn = (key: string, why: string) =>
    warnings.push(`${file}:${positions[key]?.line ?? 1} ${key}: it has no meaning here: ${why}`)

  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(foreignKeys, key)) continue
    delete value[key]
    warn(key, foreignKeys[key]!)
  }
  const { metric } = value
  if (typeof metric === 'object' && metric !== null && Object.hasOwn(metric, 'target')) {
    const { target: _, ...rest } = metric as { target: unknown }
    value.metric = rest
    warn('metric.target', foreignMetricKeys.target)
  }
  if (value.program !== undefined && value.experiment !== undefined) {
    delete value.program
    warn('program', 'the experiment is what trains')
  }
  return { value, warnings }
}
