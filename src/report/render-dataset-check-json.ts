import type { ShownDataset } from './render-dataset-check.js'

/** A checked dataset as one JSON object. */
export function renderDatasetCheckJson(path: string, { classes, height, width, splits, shared }: ShownDataset): string {
  const object = {
    path,
    height,
    width,
    classes,
    splits: splits.map(({ name, count, byClass, blank, repeated }) => ({
      name,
      count,
      by_class: Object.fromEntries(classes.map((name, i) => [name, byClass[i]!])),
      blank,
      repeated,
    })),
    shared: shared.map(({ of, alsoIn, count, otherClass }) => ({
      of,
      also_in: alsoIn,
      count,
      other_class: otherClass,
    })),
  }
  return JSON.stringify(object, null, 2)
}
