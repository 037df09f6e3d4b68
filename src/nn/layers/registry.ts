import { activation } from './activation.js'
import { normalized } from './batch-normalization.js'
import { residual, sequence, squeezeAndExcite } from './blocks.js'
import { conv, depthwiseConv } from './convolution.js'
import { dense, flatten } from './dense.js'
import { dropout } from './dropout.js'
import { globalAveragePool, maxPool } from './pooling.js'

/** What networks are made of. */
export const layers = {
  activation,
  conv,
  dense,
  depthwiseConv,
  dropout,
  flatten,
  globalAveragePool,
  maxPool,
  normalized,
  residual,
  sequence,
  squeezeAndExcite,
} as const
