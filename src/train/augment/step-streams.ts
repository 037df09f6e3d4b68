import type { Random } from '../../core/random.js'

/** The stream that each step draws from, at (epoch, sample) and, where it goes by crops, the crop. */
export type StepStreams = Readonly<Record<Step, Random>>

type Step = 'resizedCrop' | 'shift' | 'flip' | 'rotation' | 'crop' | 'erasing'

/** One stream for each step, so that switching one off leaves what the others draw as it was. */
export function stepStreams(random: (name: string) => Random): StepStreams {
  return {
    resizedCrop: random('augment/resized_crop'),
    shift: random('augment/shift'),
    flip: random('augment/flip'),
    rotation: random('augment/rotation'),
    crop: random('augment/crop'),
    erasing: random('augment/erasing'),
  }
}
