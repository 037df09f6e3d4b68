import type { Run } from '../../core/run.js'

/** Where the numbers of a run come from, in a few lines. */
export function provenanceText({ sweepFile, overrides, provenance }: Run): readonly string[] {
  const from = [`sweep ${sweepFile}`, ...(overrides ?? [])].join(' ')
  if (provenance === null) return [from, 'where its numbers come from is not known: the run is of an older version']
  const { git, code, files, data, versions, host, changes = [] } = provenance
  const count = Object.keys(files).length
  const words = [
    `code ${short(code)} (${count} file${count === 1 ? '' : 's'})`,
    ...(git ? [`commit ${git.commit.slice(0, 10)}${git.dirty ? ' with changes, see code.diff' : ''}`] : []),
    ...Object.entries(data).map(([path, hash]) => `data ${path} ${short(hash)}`),
    `sweep ${versions.sweep}`,
    `node ${versions.node}`,
    `on ${host.name}`,
  ]
  return [
    from,
    words.join(', '),
    ...changes.map(({ at, differences }) => `changed ${new Date(at).toISOString()}: ${differences.join('; ')}`),
  ]
}

function short(hash: string): string {
  return hash.slice(0, 10)
}
