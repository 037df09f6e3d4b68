/**
 * The process that measures training steps of one of our engines, through the code that trains, in the environment of
 * a host: prints one line of JSON. See bench/README.md.
 */
import { parseArgs } from 'node:util'
import { randomStream } from '#sweep/core/random.js'
import type { EngineName } from '#sweep/engine/engine.js'
import { EngineError } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { models } from '#sweep/nn/models/registry.js'
import { optimizerParameters, optimizerSettings } from '#sweep/nn/optimizers/registry.js'
import { paramReader } from '#sweep/nn/parameters.js'
import { toTensors } from '#sweep/nn/tensors.js'
import { trainStep } from '#sweep/vision/fit/step.js'
import type { Answer } from '../shared/ask-child.js'
import { fixedBatch } from './fixed-batch.js'
import type { StepTimes } from './step-times.js'

const text = { type: 'string' } as const
const { values } = parseArgs({ options: { engine: text, width: text, threads: text, warmup: text, steps: text } })
console.log(JSON.stringify(await measure()))

async function measure(): Promise<Answer<StepTimes>> {
  try {
    return await timeSteps(Number(values.warmup), Number(values.steps))
  } catch (error) {
    if (error instanceof EngineError) return { missing: 'does not work here; npx sweep engine list says why' }
    throw error
  }
}

async function timeSteps(warmup: number, steps: number): Promise<StepTimes> {
  const { tf, version } = await loadEngine(values.engine as EngineName)
  const model = models.vgg({ width: Number(values.width), classes: 7, dropout: 0.2, input: [40, 40, 1] })
  const optimizer = optimizerSettings(paramReader(optimizerParameters(), { optimizer: 'nesterov' })).optimizer
  const weights = toTensors(
    tf,
    model.init((name) => randomStream(0, name)),
  )
  const trained = Object.entries(weights).filter(([name]) => model.isTrainable(name))
  const dropout = randomStream(0, 'dropout')
  const batch = fixedBatch(tf)

  let state = { weights, optimizer: optimizer.init(tf, Object.fromEntries(trained)) }
  const losses: number[] = []
  const milliseconds: number[] = []
  const cpuMilliseconds: number[] = []
  for (let step = 0; step < warmup + steps; step++) {
    const settings = {
      model,
      optimizer,
      rates: { lr: 0.01 },
      dropout: (_: number, layer: number) => dropout.at(0, step, layer),
    }
    const [start, cpuStart] = [performance.now(), process.cpuUsage()]
    const done = await trainStep(tf, settings, state, [batch])
    if (step >= warmup) {
      milliseconds.push(performance.now() - start)
      const { user, system } = process.cpuUsage(cpuStart)
      cpuMilliseconds.push((user + system) / 1000)
    }
    losses.push(done.sums.loss / batch.labels.length)
    state = done.state
  }
  const parameters = trained.reduce((sum, [, { size }]) => sum + size, 0)
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  return { version: `tfjs ${version}`, parameters, losses, milliseconds, cpuMilliseconds, peakMegabytes }
}
