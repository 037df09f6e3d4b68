import type { TensorInfo } from '@tensorflow/tfjs-core'

/**
 * The size of a convolution's result, from its gradient `[batch, outHeight, outWidth, outChannels]`. tfjs does not tell
 * gradients how the forward pass rounded it.
 */
export function outSize(dy: TensorInfo): { readonly outHeight: number; readonly outWidth: number } {
  return { outHeight: dy.shape[1]!, outWidth: dy.shape[2]! }
}
