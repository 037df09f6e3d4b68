/** Side in pixels of the square images that are read, and of the crops that a model is given. */
export const imageSize = { whole: 48, crop: 40 } as const
