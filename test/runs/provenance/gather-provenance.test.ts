import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { differencesOf } from '#sweep/runs/provenance/differences.js'
import { gatherProvenance } from '#sweep/runs/provenance/gathering.js'
import { identityOf } from '#sweep/runs/provenance/hashes.js'

const conditions = { engine: 'wasm', engineVersion: '4.22.0', device: 'cpu', threads: 1 } as const

test('what numbers come from is gathered, and every change of it is named', async () => {
  const { folder, gather } = await laboratory()
  const first = await gather()
  expect(first.provenance.git).toBeNull()
  expect(first.provenance.data).toEqual({
    'faces.csv': createHash('sha256').update('1,2,3').digest('hex'),
    more: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(first.provenance.versions).toMatchObject({ sweep: '1', node: process.version.slice(1) })
  expect(differences(first, await gather())).toEqual([])

  await writeFile(join(folder, 'main.js'), 'export default { run: async () => ({ score: 2 }) }')
  await writeFile(join(folder, 'faces.csv'), '1,2,4')
  await rm(join(folder, 'more/b'))
  await writeFile(join(folder, 'kernel.wasm'), 'faster')
  expect(differences(first, await gather({ sweep: '2', 'tfjs-core': '5' }))).toEqual([
    'code of the experiment: main.js changed (counts)',
    'data faces.csv changed (counts)',
    'data more changed (counts)',
    'sweep: 1 -> 2',
    'kernels of sweep changed (counts)',
    'tfjs-core: none -> 5 (counts)',
  ])
})

test('an engine, a device and threads count; a machine and a version of Node are only named', async () => {
  const { gather } = await laboratory()
  const { provenance } = await gather()
  const elsewhere = {
    ...provenance,
    host: { ...provenance.host, name: 'elsewhere' },
    versions: { ...provenance.versions, node: '99.0.0' },
  }
  const other = { engine: 'cpu', engineVersion: '4.22.0', device: 'cpu', threads: 2 } as const
  const found = differencesOf({ conditions, provenance }, { conditions: other, provenance: elsewhere })
  expect(found.map(({ counts }) => counts)).toEqual([true, true, false, false])
  expect(found.map(({ text }) => text)).toEqual([
    'engine: wasm 4.22.0 -> cpu 4.22.0',
    'threads: 1 -> 2',
    `node: ${process.version.slice(1)} -> 99.0.0`,
    expect.stringMatching(/^machine: .* -> elsewhere \(/),
  ])
  const metric = { name: 'score', goal: 'maximize' } as const
  const identity = identityOf(metric, conditions, provenance)
  expect(identityOf(metric, conditions, elsewhere)).toBe(identity)
  expect(identityOf(metric, other, provenance)).not.toBe(identity)
  expect(identityOf({ ...metric, goal: 'minimize' }, conditions, provenance)).not.toBe(identity)
})

test("a repository's commit is kept, and what differs from it", async () => {
  const { folder, gather } = await laboratory()
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=b', ...args])
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'first')
  const commit = git('rev-parse', 'HEAD').toString().trim()
  expect(await gather()).toMatchObject({ provenance: { git: { commit, dirty: false } }, diff: null })
  await writeFile(join(folder, 'main.js'), 'export default { run: async () => ({ score: 3 }) }')
  const { provenance, diff } = await gather()
  expect(provenance.git).toEqual({ commit, dirty: true })
  expect(diff).toMatch(/^\+export default \{ run: async \(\) => \(\{ score: 3 \}\) \}$/m)
  await writeFile(join(folder, 'main.js'), `// ${'x'.repeat(2_000_000)}`)
  expect((await gather()).diff).toMatch(/\[cut: the difference is longer than 1048576 characters\]\n$/)
})

function differences(before: Gathered, now: Gathered): readonly string[] {
  return differencesOf({ conditions, ...before }, { conditions, ...now }).map(
    ({ text, counts }) => `${text}${counts ? ' (counts)' : ''}`,
  )
}

type Gathered = Awaited<ReturnType<typeof gatherProvenance>>

async function laboratory() {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-provenance-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'main.js'), 'export default { run: async () => ({ score: 1 }) }')
  await writeFile(join(folder, 'faces.csv'), '1,2,3')
  await mkdir(join(folder, 'more'))
  for (const name of ['a', 'b']) await writeFile(join(folder, 'more', name), 'same')
  await writeFile(join(folder, 'kernel.wasm'), 'fast')
  const gather = (versions: Readonly<Record<string, string>> = { sweep: '1' }) =>
    gatherProvenance({
      experiment: pathToFileURL(join(folder, 'main.js')).href,
      folder,
      data: ['faces.csv', 'more'].map((written) => ({ written, absolute: join(folder, written) })),
      engine: { kernels: [join(folder, 'kernel.wasm')], versions },
    })
  return { folder, gather }
}
