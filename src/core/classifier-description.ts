import type { Json } from './json.js'
import type { Params } from './trial.js'

/** What the built-in classifiers say of a model of theirs, in `manifest.json`: all that is needed to use it. Plain JSON. */
export type ClassifierDescription = {
  readonly kind: 'classifier'
  /** In the order of the probabilities that the model gives. */
  readonly labels: readonly string[]
  /** Of one sample, as `model.json` takes it: [height, width, channels]. */
  readonly input: { readonly height: number; readonly width: number; readonly channels: 1 }
  /** What is done to a gray image with pixels from 0 to 255, in this order. */
  readonly preprocessing: {
    /** In pixels: images of another size are resized to it. */
    readonly image_size: { readonly height: number; readonly width: number }
    /** Whether the histogram of every image is equalized. */
    readonly equalize: boolean
    /** What pixels are multiplied by. */
    readonly scale: '1/255'
    /** Side of the crops in pixels; null for whole images. */
    readonly crop_size: number | null
    /** The crops whose logits are averaged: one from the centre, or the corners, the centre and all of them flipped. */
    readonly crops: 'centre' | 'ten'
  }
  /** Every parameter of the experiment, defaults filled in. */
  readonly params: Params
  /** Splits that were trained on, that chose the epoch, and that were scored once at the end. */
  readonly splits: {
    readonly train: readonly string[]
    readonly validation: readonly string[]
    readonly test: readonly string[]
  }
  /** How many images of each there are. */
  readonly images: { readonly train: number; readonly validation: number; readonly test: number }
  /** What the weights saw, in this training and in those that it began from. */
  readonly trained_on: readonly { readonly data: string; readonly train: readonly string[] }[]
}

/** The description of a classifier; undefined for one of another kind, and for one that says only a part of it. */
export function classifierDescription(description: Json): ClassifierDescription | undefined {
  const said = Object(description) as Partial<ClassifierDescription>
  const { kind, labels, input, preprocessing, params, splits, images, trained_on: trainedOn } = said
  const maps = [input, preprocessing, preprocessing?.image_size, params, splits, images]
  const lists = [labels, splits?.train, splits?.validation, splits?.test, trainedOn]
  const whole = kind === 'classifier' && maps.every(isMap) && lists.every(Array.isArray)
  return whole ? (description as unknown as ClassifierDescription) : undefined
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
