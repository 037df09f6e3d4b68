import type { Tf } from '../tf.js'

type Tensor = InstanceType<Tf['Tensor']>

/** What the network of the check may compute in several ways. */
export interface CheckOperations {
  /** ReLU(batch normalization of x `[batch, height, width, channels]`) by gamma and beta `[channels]`. */
  normalizeRelu(tf: Tf, x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): Tensor
  /** Mean cross-entropy of softmax(logits) with one-hot truth, both `[batch, classes]`. */
  crossEntropy(tf: Tf, logits: Tensor, truth: Tensor): Tensor
}
