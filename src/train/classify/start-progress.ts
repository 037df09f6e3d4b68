import type { TrialContext } from '../../core/experiment.js'
import type { Tf } from '../../engine/tf.js'
import { noPart } from '../fit/train-epoch.js'
import { tidy } from '../tidy.js'
import { toTensors } from '../to-tensors.js'
import type { Progress } from './progress.js'
import type { Setup } from './set-up.js'

/** Where a trial without a checkpoint begins. */
export function startProgress(tf: Tf, setup: Setup, { random }: TrialContext<Tf>): Progress {
  const { network, optimizer } = setup
  const weights = toTensors(
    tf,
    network.init((name) => random(`weights/${name}`)),
  )
  const trainable = Object.entries(weights).filter(([name]) => network.isTrainable(name))
  const state = tidy(tf, () => optimizer.init(tf, Object.fromEntries(trainable)))
  return { epochs: 0, part: noPart, state: { weights, optimizer: state }, past: [], best: undefined }
}
