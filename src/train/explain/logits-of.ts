import type { Tensor } from '../tensors/tensor.js'

/** A network in evaluation mode: images [batch, height, width, channels], pixels 0..1 -> logits [batch, classes]. */
export type LogitsOf = (images: Tensor) => Tensor
