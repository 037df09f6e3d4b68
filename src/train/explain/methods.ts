import type { Attribution } from './attribution.js'
import { gradient } from './gradient.js'
import { integratedGradients } from './integrated-gradients.js'
import { smoothGrad } from './smooth-grad.js'

/** Every way to explain an image by the name that the command line gives it. */
export const methods = {
  gradient,
  'smooth-grad': smoothGrad,
  'integrated-gradients': integratedGradients,
} as const satisfies Readonly<Record<string, Attribution>>

export type MethodName = keyof typeof methods
