/** How the square crops that a model sees are cut out of an image: one of them, or its `tenCrop`. */
export type Crops = 'random' | 'centre' | 'ten'
