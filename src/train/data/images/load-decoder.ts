import { DataError } from '../data-error.js'

/** Loaded when the first image is decoded: its native library is no business of trials without image files. */
export async function loadDecoder(): Promise<typeof import('sharp').default> {
  try {
    return (await import('sharp')).default
  } catch (error) {
    const why = (error as Error).message.split('\n')[0]
    throw new DataError(`the package sharp, which decodes images, cannot be loaded (${why}); run npm install again`, {
      cause: error,
    })
  }
}
