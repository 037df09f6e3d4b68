import type { backend_util } from '@tensorflow/tfjs-core'

/** Whether a convolution is one that `assembly/winograd.ts` computes. */
export function isTiled(info: backend_util.Conv2DInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info
  return (
    filterHeight === 3 &&
    filterWidth === 3 &&
    [strideHeight, strideWidth, dilationHeight, dilationWidth].every((step) => step === 1) &&
    [info.inChannels, info.outChannels].every((channels) => channels > 0 && channels % 4 === 0)
  )
}
