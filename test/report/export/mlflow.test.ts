import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { exportMlflow, fileNames } from '#sweep/report/export/mlflow.js'
import { exampleRun, exampleTrials, filesOf, oneByOne } from './example-run.js'

test('a run is an experiment, and its trials are the runs of it', async () => {
  const files = await filesOf(exportMlflow(exampleRun, oneByOne()))
  const [path] = files.keys()
  const id = /^mlruns\/(\d{18})\/meta.yaml$/.exec(path!)![1]!
  expect(parse(files.get(path!)!.toString())).toMatchObject({
    experiment_id: id,
    name: 'grid-1',
    lifecycle_stage: 'active',
    artifact_location: `file:///there/out/mlruns/${id}`,
  })
  const runs = [...files.keys()].filter((name) => name.endsWith('/meta.yaml')).slice(1)
  const metas = runs.map((name) => parse(files.get(name)!.toString()))
  expect(metas.map(({ run_name, status }) => [run_name, status])).toEqual([
    ['trial-1', 3],
    ['trial-2', 4],
    ['trial-3', 1],
  ])
  for (const [i, meta] of metas.entries()) {
    expect(runs[i]).toBe(`mlruns/${id}/${meta.run_id}/meta.yaml`)
    expect(meta).toMatchObject({ run_uuid: meta.run_id, experiment_id: id, lifecycle_stage: 'active', source_type: 4 })
    expect(meta.start_time).toBe(exampleTrials[i]!.attempts[0]!.startedAt)
    expect(meta.end_time).toBe(exampleTrials[i]!.attempts.at(-1)!.endedAt)
  }
  const inRun = (i: number, folder: string) => {
    const prefix = runs[i]!.replace('meta.yaml', `${folder}/`)
    const found = [...files].filter(([name]) => name.startsWith(prefix))
    return Object.fromEntries(found.map(([name, bytes]) => [name.slice(prefix.length), bytes.toString()]))
  }
  expect(inRun(1, 'params')).toEqual({
    ...{ optimizer: 'sgd', lr: '0.1', decay: 'null', layers: '{"wide":2}', note: 'ö', warm: 'false', seed: '1' },
  })
  const began = exampleTrials[0]!.attempts[0]!.startedAt
  expect(inRun(0, 'metrics')).toEqual({
    score: `${began + 2000} 0.25 1\n${began + 3500} 0.30000000000000004 2\n`,
    'val/loss': `${began + 2000} 1e-7 1\n${began + 3500} -1e+21 2\n`,
    'result/test accuracy': `${began + 3600} 0.3333333333333333 2\n`,
    'best/score': `${began + 3600} 0.30000000000000004 2\n`,
  })
  expect(inRun(1, 'tags')).toMatchObject({
    'mlflow.runName': 'trial-2',
    'mlflow.source.name': './x.js',
    'mlflow.source.git.commit': 'c0ffee',
    'sweep.key': 'b2',
    'sweep.status': 'failed',
    'sweep.continued_from': 'a1',
  })
})

test('a metric gets a name that MLflow takes and that no other has', () => {
  const names = fileNames(['loss', 'val/loss', 'val', 'top-5 acc.', 'a:b', 'a?b', '../x', '', 'µ', 'x/', 'a//b'])
  expect([...names].slice(0, 2)).toEqual([
    ['loss', 'loss'],
    ['val/loss', 'val/loss'],
  ])
  expect(names.get('top-5 acc.')).toBe('top-5 acc.')
  expect(names.get('val')).toMatch(/^val-[0-9a-f]{8}$/)
  expect(names.get('a:b')).toMatch(/^a_b-[0-9a-f]{8}$/)
  const all = [...names.values()]
  expect(new Set(all).size).toBe(all.length)
  for (const name of all) {
    expect(name).toMatch(/^[/\w.\- ]+$/)
    for (const part of name.split('/')) expect(['', '.', '..']).not.toContain(part)
    expect(all.some((other) => other.startsWith(`${name}/`))).toBe(false)
  }
})
