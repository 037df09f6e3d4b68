import type { SweepFile } from '../sweep-file.js'

/** Keys of W&B's sweep files that have no meaning here, and why; each is let pass with a warning. */
export const foreignKeys: Readonly<Record<string, string>> = {
  command: 'an experiment is a module, and no command starts it',
  controller: 'there is no controller',
  description: 'a comment is the place for it',
  early_terminate: 'every trial is trained to its end',
  entity: 'runs are kept in a folder, not in an account',
  image_uri: 'trials are trained on this machine',
  job: 'trials are trained on this machine',
  launch: 'trials are trained on this machine',
  preemptible: 'whatever is interrupted can be resumed',
  project: 'runs are kept in a folder, not in a project',
  resource: 'trials are trained on this machine',
  resource_args: 'trials are trained on this machine',
  scheduler: 'trials are trained on this machine',
}

/** The same for keys of `metric`. */
export const foreignMetricKeys = { target: 'a sweep goes on until all its trials are done' } as const

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
    // A place for anchors.
    if (key.startsWith('x-')) delete value[key]
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
