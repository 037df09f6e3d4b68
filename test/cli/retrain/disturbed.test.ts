import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { experimentUrl } from '../../contract/experiment-url.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { sweepHere } from '../sweep-here.js'

describe('a retraining is conducted as any trial is:', () => {
  test('one whose process is killed is trained again, and its model kept', async () => {
    const folder = await finished('on_failure: { host_died: { retries: 1, backoff: 0 } }')
    await writeFile(join(folder, 'kill'), '')
    const { code, stderr, stdout } = await sweepHere(folder, 'retrain')
    expect(stderr).toMatch(/trial 1: failed \(host_died\).*\n {2}It is tried again/)
    expect(await trainings(folder)).toBe(1 + 2)
    expect(stdout).toContain('the recorded value is reproduced bit for bit')
    expect(code).toBe(0)
    expect(existsSync(join(folder, 'runs', 's-1', 'models', 'trial-1', 'manifest.json'))).toBe(true)
  })

  test('one that hangs fails when its time is over', async () => {
    const folder = await finished('trial_timeout: 5s\non_failure: { timeout: { retries: 0 } }')
    await writeFile(join(folder, 'hang'), '')
    const { code, stderr } = await sweepHere(folder, 'retrain')
    expect(stderr).toMatch(/trial 1: failed \(timeout\)/)
    expect(code).toBe(1)
  })
})

describe('whether a model can be saved is known from the sweep:', () => {
  test('a retraining of an experiment that saves none is refused before it trains', async () => {
    const folder = await finished('', 'saves: false')
    const { code, stderr } = await sweepHere(folder, 'retrain')
    expect(stderr).toContain('trial 1 of run "s-1" ended without one. Let it call: await context.saveModel(model)')
    expect(await trainings(folder)).toBe(1)
    expect(code).toBe(2)
  })

  test('a model that cannot be saved fails its trial', async () => {
    const { code, stderr } = await ranSweep(await temporaryFolder(), '', 'dtype: complex64')
    expect(stderr).toContain('saveModel: the weight w is complex64; float32, int32 and bool can be saved')
    expect(code).toBe(1)
  })
})

async function trainings(folder: string): Promise<number> {
  return (await readFile(join(folder, 'trainings'), 'utf8')).length
}

async function finished(keys: string, parameters = ''): Promise<string> {
  const folder = await temporaryFolder()
  expect((await ranSweep(folder, keys, parameters)).code).toBe(0)
  return folder
}

async function ranSweep(folder: string, keys: string, parameters: string) {
  const experiment = fileURLToPath(experimentUrl('disturbed.js'))
  const written = `{ folder: ${folder}${parameters === '' ? '' : `, ${parameters}`} }`
  const sweep = `name: s\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\nparameters: ${written}\n${keys}\n`
  await writeFile(join(folder, 's.yaml'), sweep)
  return sweepHere(folder, 'run', 's.yaml')
}
