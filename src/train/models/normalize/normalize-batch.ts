import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import { composeNormalizeBatch } from './compose-normalize-batch.js'
import { fuseNormalizeBatch } from './fuse-normalize-batch.js'

export interface BatchToNormalize {
  /** [batch, height, width, channels], without the bias of the convolution that made it. */
  readonly x: Tensor
  /** That bias, [channels], where it has one. */
  readonly bias: Tensor | undefined
  /** [channels] */
  readonly gamma: Tensor
  /** [channels] */
  readonly beta: Tensor
  readonly epsilon: number
  readonly activation: 'linear' | 'relu'
}

export interface NormalizedBatch {
  /** The shape of x. */
  readonly y: Tensor
  /** [channels] */
  readonly mean: Tensor
  /** [channels] */
  readonly variance: Tensor
}

/**
 * The batch normalization of x + bias in training mode (Ioffe and Szegedy, "Batch normalization", ICML 2015), then the
 * activation, with the mean and the unbiased variance of x + bias over batch, height and width, which are kept: the
 * caller disposes them.
 *
 * The mean takes the bias away again, so it is never added: its gradient is exactly 0 and only the mean shows it.
 * Where the backend has kernels for the whole of it they compute it, elsewhere it is composed of ordinary operations.
 */
export function normalizeBatch(tf: Tf, batch: BatchToNormalize): NormalizedBatch {
  const isFused = tf.getKernel('NormalizeBatch', tf.getBackend()) !== undefined
  return isFused ? fuseNormalizeBatch(tf, batch) : composeNormalizeBatch(tf, batch)
}
