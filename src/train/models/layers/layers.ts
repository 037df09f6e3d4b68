import { activation } from './activation.js'
import { conv } from './conv.js'
import { dense } from './dense.js'
import { depthwiseConv } from './depthwise-conv.js'
import { dropout } from './dropout.js'
import { flatten } from './flatten.js'
import { globalAveragePool } from './global-average-pool.js'
import { maxPool } from './max-pool.js'
import { normalized } from './normalized.js'
import { residual } from './residual.js'
import { sequence } from './sequence.js'
import { squeezeAndExcite } from './squeeze-and-excite.js'

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
