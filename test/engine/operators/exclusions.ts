import type { EngineName } from '#sweep/engine/engine.js'

/** Tests of tfjs-core that fail on an engine for one reason. Names are full ones, matched exactly. */
export interface Exclusion {
  readonly reason: string
  readonly tests: readonly string[]
}

const fusedChannelsFirst: readonly string[] = [
  'fused conv2d basic in NCHW',
  'fused conv2d basic in NCHW with scalar bias',
  'fused conv2d basic in NCHW with 1-D bias',
  'fused conv2d basic in NCHW with bias and multiple batches',
  'fused conv2d basic in NCHW with scalar PReLU actiavation',
  'fused conv2d basic in NCHW with 1-D PReLU actiavation',
  'fused conv2d basic in NCHW with 3-D PReLU actiavation',
  'fused conv2d basic in NCHW with full 3-D PReLU actiavation',
  'fused conv2d im2row in NCHW',
  'fused conv2d im2row in NCHW with scalar bias',
  'fused conv2d im2row in NCHW with 1-D bias',
  'fused conv2d im2row in NCHW with scalar PReLU actiavation weights',
  'fused conv2d im2row in NCHW with 1-D PReLU actiavation weights',
  'fused conv2d im2row in NCHW with 3-D PReLU actiavation weights',
  'fused conv2d im2row in NCHW with full 3-D PReLU actiavation weights',
  'fused conv2d batch in NCHW',
  'fused conv2d batch in NCHW with scalar bias',
  'fused conv2d batch in NCHW with 1-D bias',
  'fused conv2d batch in NCHW with scalar PReLU actiavation weights',
  'fused conv2d batch in NCHW with 1-D PReLU actiavation weights',
  'fused conv2d batch in NCHW with 3-D PReLU actiavation weights',
  'fused conv2d batch in NCHW with full 3-D PReLU actiavation weights',
]

/**
 * What fails on an engine, and why. A kernel of ours that takes the place of one of the backend's refuses what that refused,
 * in plain words; no other failure of ours is here. They are run all the same: one that passes, or that is there no longer,
 * must leave this list.
 */
export const exclusions = {
  wasm: [
    {
      reason: 'images with channels first: the backend has channels last only, and so have we; both say so',
      tests: [
        ...fusedChannelsFirst,
        'conv2d x=[2,1,2,2] f=[1,1,1,1] s=1 d=1 p=0 NCHW',
        'conv2d x=[1,2,2] f=[2,2,1,1] s=1 d=1 p=same NCHW',
        'conv2d x=[1,2,2] f=[2,2,1,1] s=1 d=1 p=explicit NCHW',
        'conv2d x=[2,2,2] f=[2,2,2,1] s=1 d=1 p=same NCHW',
        'conv2d x=[2,1,2,2] f=[2,2,1,1] s=1 d=1 p=same NCHW',
        'conv2d gradient x=[1,1,3,3] f=[2,2,1,1] s=1 p=0 NCHW',
        'conv2d gradient x=[2,1,3,3] f=[2,2,1,1] s=1 p=0 NCHW',
        'conv2d x=[4,2,2] f=[1,1,4,4] s=1 d=1 p=same NCHW',
        'conv2d x=[3,2,2] f=[1,1,3,4] s=1 d=1 p=same NCHW',
        'conv2d x=[2,2,2,2] f=[1,1,4,4] s=1 d=1 p=same NCHW',
        'conv2d x=[4,2,2] f=[2,2,4,4] s=1 d=1 p=same NCHW',
      ],
    },
    {
      reason: 'the fused kernels of the backend take a bias with one axis only, and say so',
      tests: [
        'fused conv2d basic with broadcasted bias and relu',
        'fused conv2d im2row with broadcasted bias and relu',
        'fused conv2d gradient x=[2,3,3,1] f=[2,2,1,1] s=1 p=0 with bias',
        'fused matmul fused A x B with 2d bias and relu',
        'fused matmul fused A x B with relu and broadcasted bias different rank',
        'fused matmul fused A x B with 2d bias only',
      ],
    },
    {
      reason: 'complex numbers: the backend has no kernel Complex',
      tests: [
        'add complex number addition',
        'add complex number reshape and then addition',
        'add complex number broadcasting addition',
        'add upcasts when dtypes dont match',
        'mul complex number multiplication',
        'mul complex number broadcasting multiplication',
        'sub complex number subtraction',
        'sub complex number broadcasting subtraction',
        'sub upcasts when dtypes dont match',
        'abs complex64 rank-1',
        'abs complex64 rank-2',
        'abs complex64 rank-3',
        'abs is underflow-safe for complex64',
        'clone 1D complex64 dtype',
        'clone 2D complex64 dtype',
        'clone 3D complex64 dtype',
        'clone 4D complex64 dtype',
        'concat1d concat complex input',
        'concat2d concat complex input axis=0',
        'concat2d concat complex input axis=1',
        'concat3d concat complex input axis=0',
        'concat3d concat complex input axis=1',
        'onesLike 1D complex dtype',
        'onesLike 2D complex dtype',
        'onesLike 3D complex dtype',
        'onesLike 4D complex dtype',
        'onesLike 5D complex dtype',
        'onesLike 6D complex dtype',
        'transpose accepts complex64 input',
      ],
    },
    {
      reason: 'strings: the kernels read the bytes of the heap, where strings are not; no network trains on strings',
      tests: [
        'equal should support string comparison',
        'greaterEqual should support string comparison',
        'greater should support string comparison',
        'lessEqual should support string comparison',
        'less should support string comparison',
        'notEqual should support string comparison',
        'fill 1D fill string',
        'fill 2D fill string',
        'squeeze default',
        'squeeze specific dimension',
        'squeeze all ones',
        'squeeze squeeze only ones',
        'tile 1d string tensor',
        'tile 2d string tensor',
        'tile 6D string tensor',
      ],
    },
    {
      reason: 'padding wider than the window: the backend (XNNPACK) leaves pixels unset that lie in the padding alone',
      tests: [
        'pool max x=[2,2,3] f=[1,1] s=2 p=1 fractional outputs default rounding',
        'pool avg x=[2,2,3] f=[1,1] s=2 p=1 fractional outputs default rounding',
      ],
    },
    {
      reason: 'the backend multiplies matrices of float32 only, and so do we; both say so',
      tests: ['matmul upcasts when dtypes dont match'],
    },
    {
      reason: 'the backend (XNNPACK) clips a NaN to the lower bound',
      tests: ['clipByValue basic vec4', 'clipByValue propagates NaNs'],
    },
    {
      reason: 'the backend does not check the bounds of a slice of a matrix',
      tests: ['slice2d throws when requesting out of bounds slice'],
    },
  ],
  tensorflow: [
    {
      reason:
        'images with channels first in fused convolutions: tfjs-node-gpu refuses them (tensorflow/tfjs issue 1891)',
      tests: fusedChannelsFirst,
    },
    {
      reason:
        'tfjs-node-gpu pools and transposes convolutions with the paddings same and valid only, and says so (tensorflow/tfjs issue 1077)',
      tests: [
        'conv2dTranspose gradient input=[1,3,3,1] f=[2,2,2,1] s=[1,1] p=explicit',
        'avgPool x=[3,3,1] f=[3,3] s=1 p=explicit',
        'avgPool x=[2,2,3] f=[2,2] s=3 p=1 default dimRoundingMode',
        'avgPool x=[2,2,3] f=[1,1] s=2 p=1 dimRoundingMode=floor',
        'avgPool x=[2,2,3] f=[2,2] s=3 p=1 dimRoundingMode=floor',
        'avgPool x=[2,2,3] f=[2,2] s=3 p=1 dimRoundingMode=round',
        'avgPool x=[2,2,3] f=[2,2] s=3 p=1 dimRoundingMode=ceil',
        'avgPool gradient x=[3,3,1] f=[3,3] s=1 p=explicit',
        'maxPool x=[3,3,1] f=[3,3] s=1 p=explicit',
        'maxPool x=[2,2,3] f=[2,2] s=3 p=1 default dimRoundingMode',
        'maxPool x=[2,2,3] f=[1,1] s=2 p=1 dimRoundingMode=floor',
        'maxPool x=[2,2,3] f=[2,2] s=3 p=1 dimRoundingMode=floor',
        'maxPool x=[2,2,3] f=[2,2] s=3 p=1 dimRoundingMode=round',
        'maxPool x=[2,2,3] f=[2,2] s=3 p=1 dimRoundingMode=ceil',
        'maxPoolBackprop gradient x=[3,3,1] f=3 s=1 p=explicit',
        'pool max x=[3,3,1] f=[3,3] s=1 d=1 p=explicit',
        'pool max x=[3,3,1] f=[3,3] s=3 d=1 p=explicit defualt dimRoundingMode',
        'pool max x=[3,3,1] f=[3,3] s=3 d=1 p=explicit dimRoundingMode=floor',
        'pool max x=[3,3,1] f=[3,3] s=3 d=1 p=explicit dimRoundingMode=round',
        'pool max x=[3,3,1] f=[3,3] s=3 d=1 p=explicit dimRoundingMode=ceil',
        'pool max x=[2,2,3] f=[1,1] s=2 p=1 fractional outputs default rounding',
        'pool avg x=[3,3,1] f=[3,3] s=1 d=1 p=explicit',
        'pool avg x=[3,3,1] f=[3,3] s=3 d=1 p=explicit defualt dimRoundingMode',
        'pool avg x=[3,3,1] f=[3,3] s=3 d=1 p=explicit dimRoundingMode=floor',
        'pool avg x=[3,3,1] f=[3,3] s=3 d=1 p=explicit dimRoundingMode=round',
        'pool avg x=[3,3,1] f=[3,3] s=3 d=1 p=explicit dimRoundingMode=ceil',
        'pool avg x=[2,2,3] f=[1,1] s=2 p=1 fractional outputs default rounding',
      ],
    },
    {
      reason: 'more input than the output of a transposed convolution needs: libtensorflow refuses it',
      tests: ['conv2dTranspose input=8x8x8,output=4x4x8,f=8,s=1,inDepth=8,p=same vec4'],
    },
    {
      reason: 'libtensorflow does not order strings',
      tests: [
        'greaterEqual should support string comparison',
        'greater should support string comparison',
        'lessEqual should support string comparison',
        'less should support string comparison',
      ],
    },
    {
      reason: 'int32: libtensorflow has neither LeakyRelu nor IsNan for it, and tfjs-node-gpu asks IsNan in Step',
      tests: ['leakyrelu int32', 'step kernel with int32 tensor'],
    },
    {
      reason: 'libtensorflow 2.21 rounds every int32 to 0, in Python too',
      tests: ['round int32'],
    },
    {
      reason: 'libtensorflow takes NaN for the sign of NaN, tfjs-core takes 0',
      tests: ['sign basic', 'sign does not propagate NaNs', 'sign accepts a tensor-like object'],
    },
  ],

  cpu: [],
} satisfies Partial<Record<EngineName, readonly Exclusion[]>>
