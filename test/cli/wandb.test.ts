import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadSweep } from '#sweep/plan/loading.js'
import { trialsOf } from '#sweep/plan/trials.js'
import { sweepHere } from './sweep-here.js'

const folder = fileURLToPath(new URL('../fixtures/wandb/', import.meta.url))

describe("a sweep file of W&B's", () => {
  test('with method grid plans the combinations that W&B would run', async () => {
    const file = await loadSweep(`${folder}grid.yaml`)
    expect(file.sweep).toMatchObject({ name: 'grid', experiment: '../experiments/counts.js' })
    const trials = [...trialsOf(file.sweep)]
    expect(trials).toHaveLength(2 * 3 * 3 * 2)
    expect(trials[0]!.params).toEqual({ epochs: 3, depth: 2, dropout: 0, layers: 1, optimizer: 'adam' })
    expect(trials.at(-1)!.params).toEqual({ epochs: 3, depth: 4, dropout: 0.4, layers: 3, optimizer: 'sgd' })
    expect(file.warnings.map((line) => line.slice(folder.length))).toEqual([
      'grid.yaml:3 project: it has no meaning here: runs are kept in a folder, not in a project',
      'grid.yaml:4 entity: it has no meaning here: runs are kept in a folder, not in an account',
      'grid.yaml:5 description: it has no meaning here: a comment is the place for it',
      'grid.yaml:27 command: it has no meaning here: an experiment is a module, and no command starts it',
      'grid.yaml:10 metric.target: it has no meaning here: a sweep goes on until all its trials are done',
    ])
  })

  test('with method random plans run_cap points within the distributions', async () => {
    const file = await loadSweep(`${folder}random.yaml`)
    const trials = [...trialsOf(file.sweep)].map(({ params }) => params)
    expect(trials).toHaveLength(12)
    for (const { lr, momentum, batch_size, depth, noise, schedule, seed_offset } of trials as Record<
      string,
      number
    >[]) {
      expect(lr).toBeGreaterThanOrEqual(0.0001)
      expect(lr).toBeLessThanOrEqual(0.1)
      expect(momentum).toBeGreaterThanOrEqual(0.5)
      expect(momentum).toBeLessThanOrEqual(0.99)
      expect(batch_size! % 16).toBe(0)
      expect([2, 3, 4, 5, 6]).toContain(depth)
      expect(Number.isFinite(noise)).toBe(true)
      expect(['constant', 'cosine']).toContain(schedule)
      expect(seed_offset).toBe(0)
    }
    expect(file.warnings.map((line) => line.slice(folder.length).split(': ')[0])).toEqual([
      'random.yaml:6 preemptible',
      'random.yaml:10 early_terminate',
      'random.yaml:1 program',
    ])
  })

  test('names on stderr, once, what has no meaning', async () => {
    const { code, stderr, stdout } = await sweepHere(folder, 'plan', 'random.yaml', 'depth=3')
    expect(code).toBe(0)
    expect(stderr.split('\n').filter((line) => line.includes('it has no meaning here'))).toHaveLength(3)
    expect(stdout).not.toContain('no meaning')
  })

  test.each([
    [
      'python.yaml',
      '1:1 program: "train.py" is a Python program, but trials are trained by a .ts, .js or .mjs module. Add experiment: ./my-experiment.ts, a module that trains one trial',
    ],
    [
      'bayes.yaml',
      '2:1 method: must be grid, random or sobol, got "bayes". random and sobol draw points without learning from results; they need run_cap',
    ],
  ])('is refused as %s is', async (name, message) => {
    await expect(loadSweep(folder + name)).rejects.toMatchObject({ message: `${folder}${name}:${message}` })
  })
})
