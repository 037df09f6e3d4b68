// Runs a sweep of 8 trials, stops it when half of them have ended, goes on with it, and prints the verdict.
//
//   node examples/program.mjs [folder of runs]
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openRuns } from 'tfjs-sweep'

const sweep = {
  name: 'valley',
  experiment: join(dirname(fileURLToPath(import.meta.url)), 'valley.mjs'),
  metric: { name: 'loss', goal: 'minimize' },
  seeds: 2,
  parameters: { lr: { logspace: { min: 0.001, max: 1, count: 4 } } },
}

const runs = await openRuns(process.argv[2] ?? 'runs')
const stop = new AbortController()
let ended = 0

const first = await runs.start(
  { sweep },
  {
    engine: 'cpu',
    workers: 2,
    signal: stop.signal,
    onEvent(event) {
      if (event.type !== 'ended') return
      console.log(`trial ${event.trial.number}: ${event.outcome.status}, loss ${event.value}`)
      if (event.outcome.status === 'complete' && ++ended === 4) stop.abort('half is enough for now')
    },
  },
)
console.log(first.interrupted ? `stopped, ${ended} of 8 trials complete` : 'done')

const second = await runs.resume(first.run.name, { workers: 2 })
const { counts, best } = (await runs.list()).find(({ name }) => name === second.run.name)
console.log(`${counts.complete} trials complete, the best loss is ${best}`)
for (const sentence of (await runs.analyse(second.run.name)).verdict) console.log(sentence)
