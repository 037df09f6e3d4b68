import type { Tf } from '../../engine/tf.js'

/**
 * Disposes what TensorFlow.js has saved for a backward pass that did not come to its end. It does so itself only after
 * one that did, and forgets all of it when the next begins.
 */
export function dropTape(tf: Tf): void {
  const { state } = tf.engine()
  if (state.gradientDepth > 0) return
  for (const { saved } of state.activeTape ?? []) for (const tensor of saved ?? []) tensor.dispose()
  state.activeTape = []
}
