import type { Tf } from '../../engine/tf.js'

/** A tensor of the engine. */
export type Tensor = InstanceType<Tf['Tensor']>
