import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readModelFolder, readModelWeights } from '#sweep/core/model-folder.js'
import type { NamedTensors } from '#sweep/core/safetensors.js'
import { readCheckpoint } from '#sweep/core/tensor-files.js'
import { readArtifact, saveArtifact } from '#sweep/execute/artifacts.js'
import { sweep } from '../../cli/sweep-process.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./describe_tensors.py', import.meta.url))
const why = whyNoPython()

describe.skipIf(why)(`Python reads what was saved${why ? ` (skipped: ${why})` : ''}`, () => {
  let folder: string
  let python: string
  let packages: readonly string[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sweep-python-'))
    await run('python3', ['-m', 'venv', folder])
    python = join(folder, 'bin/python')
    const install = (name: string) => run(python, ['-m', 'pip', 'install', '--quiet', '--retries', '0', name])
    await install('numpy')
    packages = await install('safetensors').then(
      () => ['numpy', 'safetensors'],
      () => ['numpy'],
    )
  }, 600_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the checkpoints of a network that was trained', async () => {
    const where = await temporaryFolder()
    const text =
      'name: s\nexperiment: fer\nmetric: { name: val_accuracy, goal: maximize }\nparameters: { optimizer: adam, width: 0.0625, synthetic_rows: 140, epochs: 2 }\n'
    await writeFile(join(where, 's.yaml'), text)
    expect(await sweep(where, 'run', 's.yaml', '--engine', 'auto')).toMatchObject({ code: 0 })
    const files = await readdir(join(where, 'runs/s-1/checkpoints'), { recursive: true })
    const checkpoints = files.filter((name) => name.endsWith('.safetensors'))
    expect(checkpoints).toHaveLength(2)
    for (const name of checkpoints) {
      const path = join(where, 'runs/s-1/checkpoints', name)
      const { tensors, step, within, readings, state } = await readCheckpoint(path)
      expect(Object.keys(tensors).length).toBeGreaterThan(20)
      for (const described of await describedBy(path)) {
        expect(described).toMatchObject({ format: 'sweep-checkpoint/1', content: { step, within, readings, state } })
        expect(described.tensors).toEqual(descriptionOf(tensors))
      }
    }
  })

  test('the weights of a model that was saved, by the names of its layers', async () => {
    const where = await temporaryFolder()
    const text =
      'name: s\nexperiment: fer\nmetric: { name: val_accuracy, goal: maximize }\nparameters: { width: 0.0625, synthetic_rows: 140, epochs: 1 }\n'
    await writeFile(join(where, 's.yaml'), text)
    expect(await sweep(where, 'run', 's.yaml', '--engine', 'auto')).toMatchObject({ code: 0 })
    expect(await sweep(where, 'retrain', '--output', 'model')).toMatchObject({ code: 0 })
    const folder = join(where, 'model')
    const weights = await readModelWeights(await readModelFolder(folder))
    expect(Object.keys(weights)).toContain('conv0/kernel')
    for (const described of await describedBy(join(folder, 'weights.safetensors'))) {
      expect(described).toEqual({ format: 'sweep-model/1', content: null, tensors: descriptionOf(weights) })
    }
  })

  test('an artifact of every type and shape', async () => {
    const where = await temporaryFolder()
    const tensors: NamedTensors = {
      mask: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
      logits: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(0.1, -0, Number.MAX_VALUE, 1e-45) },
      steps: { dtype: 'int32', shape: [], data: Int32Array.of(-7) },
      nothing: { dtype: 'float32', shape: [0, 4], data: new Float32Array() },
    }
    await saveArtifact(where, 'val_logits', tensors, { epoch: 3, who: 'façade' })
    const path = join(where, 'val_logits.safetensors')
    expect((await readArtifact(path)).tensors).toEqual(tensors)
    for (const described of await describedBy(path)) {
      expect(described).toEqual({
        format: 'sweep-artifact/1',
        content: { epoch: 3, who: 'façade' },
        tensors: descriptionOf(tensors),
      })
    }
  })

  /** Once by hand with numpy and, where pip has it, once by the package. */
  async function describedBy(path: string): Promise<readonly Described[]> {
    const options = packages.map((name) => (name === 'safetensors' ? ['--safetensors'] : []))
    const all = options.map((option) => run(python, [script, ...option, path], { maxBuffer: 1e8 }))
    return (await Promise.all(all)).map(({ stdout }) => JSON.parse(stdout) as Described)
  }
})

interface Described {
  readonly format: string
  readonly content: unknown
  readonly tensors: Readonly<Record<string, { dtype: string; shape: readonly number[]; sha256: string }>>
}

function descriptionOf(tensors: NamedTensors): Described['tensors'] {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      return [name, { dtype, shape, sha256: createHash('sha256').update(bytes).digest('hex') }]
    }),
  )
}

function whyNoPython(): string | undefined {
  const { status, error } = spawnSync('python3', ['-c', 'import venv, ensurepip'])
  if (error) return 'there is no python3'
  return status === 0 ? undefined : 'python3 has no venv'
}
