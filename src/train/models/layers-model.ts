import type { Tf } from '../../engine/tf.js'

/** A model of tf.layers: what `tf.loadLayersModel` loads. */
export type LayersModel = InstanceType<Tf['LayersModel']>
