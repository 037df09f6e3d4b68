import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { sweepHere } from './sweep-here.js'

const fixture = fileURLToPath(new URL('../fixtures/runs-0.1.0', import.meta.url))

describe('of a folder of runs that version 0.1.0 has made', () => {
  test.each(['drawn-1', 'faults-1', 'longer-1', 'splits-1', 'stopped', 'whole'])(
    '%s is listed, has the trials that it had, and can be looked at',
    async (run) => {
      const folder = await copied()
      expect((await sweepHere(folder, 'list')).stdout).toContain(run)
      expect(await trials(folder, run)).toBe(await readFile(join(fixture, 'trials', `${run}.csv`), 'utf8'))
      for (const command of [
        ['report', run],
        ['status', run],
        ['show', run, '1'],
        ['export', run, '--to', 'json', 'exported'],
      ]) {
        const { code, stderr } = await sweepHere(folder, ...command)
        expect({ command, code, stderr: code === 0 ? '' : stderr }).toEqual({ command, code: 0, stderr: '' })
      }
    },
  )

  test('the interrupted one goes on, and ends like the one that nothing had disturbed', async () => {
    const folder = await copied()
    const resumed = await sweepHere(folder, 'resume', 'stopped', '--sweep', 'walk.yaml', '--allow-change')
    expect(resumed.stderr).toContain('[6/6 trials')
    expect(resumed.code).toBe(0)
    expect(withoutTimes(await trials(folder, 'stopped'))).toEqual(withoutTimes(await trials(folder, 'whole')))
  })

  test('a model that was kept is what a new sweep can start from', async () => {
    const folder = await copied()
    const experiment = fileURLToPath(experimentUrl('starts-from.js'))
    await writeFile(
      join(folder, 'next.yaml'),
      `experiment: ${experiment}
metric: { name: score, goal: maximize }
parameters: { steps: 1, init_from: runs/splits-1/models/trial-6 }
`,
    )
    const { code, stderr } = await sweepHere(folder, 'run', 'next.yaml')
    expect(stderr).toContain('starts at 4.811403274536133')
    expect(code).toBe(0)
  })
})

/** Opening migrates the database, so every test has a copy. */
async function copied(): Promise<string> {
  const folder = await temporaryFolder()
  await cp(fixture, folder, { recursive: true })
  return folder
}

async function trials(folder: string, run: string): Promise<string> {
  return (await sweepHere(folder, 'report', run, '--trials', '--format', 'csv')).stdout
}

function withoutTimes(csv: string): readonly string[] {
  return csv.split('\n').map((line) => line.split(',').slice(0, 9).join(','))
}
