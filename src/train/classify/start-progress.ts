import type { TrialContext } from '../../core/experiment.js'
import type { StartingPoint } from '../../core/starting-point.js'
import type { Tf } from '../../engine/tf.js'
import { noPart } from '../fit/train-epoch.js'
import { tidy } from '../tensors/tidy.js'
import { toTensors } from '../tensors/to-tensors.js'
import type { Progress } from './progress.js'
import type { Setup } from './set-up.js'
import { startingWeights } from './starting-weights.js'
import { dataKey } from './trained-on.js'

/** Where a trial without a checkpoint begins: the first weights drawn from its seed, or another training's. */
export async function startProgress(tf: Tf, setup: Setup, { random }: TrialContext<Tf>): Promise<Progress> {
  const { model, optimizer, read, data } = setup
  const drawn = model.init((name) => random(`weights/${name}`))
  const begun = await startingWeights(drawn, read.value('init_from') as StartingPoint | null, data)
  const weights = toTensors(tf, begun.weights)
  const trainedOn = [...begun.trainedOn, { data: dataKey(data), train: data.train }]
  const trainable = Object.entries(weights).filter(([name]) => model.isTrainable(name))
  const state = tidy(tf, () => optimizer.init(tf, Object.fromEntries(trainable)))
  return { epochs: 0, part: noPart, state: { weights, optimizer: state }, past: [], best: undefined, trainedOn }
}
