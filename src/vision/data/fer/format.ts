import type { FileHandle } from 'node:fs/promises'
import { writeBeside } from '../../../core/files.js'
import { DataError, type Dataset, type Split } from '../dataset.js'

const imageSize = 48 * 48

/**
 * Writes a dataset of 48x48 faces in the form of fer2013.csv, splits in the official order.
 * The file appears when it is complete. Throws DataError when it cannot be written, or the form cannot hold the dataset.
 */
export async function writeFerCsv(dataset: Dataset, file: string): Promise<void> {
  checkForm(dataset, file)
  try {
    await writeBeside(file, async (handle) => {
      await handle.writeFile(`${ferHeader}\n`)
      for (const name of ferSplits) {
        const split = dataset.splits[name]
        if (split !== undefined) await writeRows(handle, split, name)
      }
    })
  } catch (error) {
    throw new DataError(`${file}: cannot be written (${(error as Error).message})`, { cause: error })
  }
}

function checkForm({ classes, height, width, splits }: Dataset, file: string): void {
  const unknown = Object.keys(splits).filter((name) => !ferSplits.some((known) => known === name))
  const faces = height === 48 && width === 48 && classes.length === emotions.length
  if (faces && unknown.length === 0) return
  const given = `${classes.length} classes of ${height}x${width} in ${Object.keys(splits).join(', ')}`
  throw new DataError(`${file}: cannot hold ${given}; expected 7 classes of 48x48 in ${ferSplits.join(', ')}`)
}

const bufferSize = 1 << 20
/** Three digits and a space each, the emotion, the Usage. */
const longestRow = 4 * imageSize + 32

async function writeRows(handle: FileHandle, { count, images, labels }: Split, usage: string): Promise<void> {
  const buffer = Buffer.alloc(bufferSize)
  let filled = 0
  for (let row = 0; row < count; row++) {
    filled = writeRow(buffer, filled, images.subarray(row * imageSize, (row + 1) * imageSize), labels[row]!, usage)
    if (filled + longestRow > bufferSize || row === count - 1) {
      await handle.writeFile(buffer.subarray(0, filled))
      filled = 0
    }
  }
}

function writeRow(buffer: Buffer, start: number, image: Uint8Array, label: number, usage: string): number {
  let at = start
  buffer[at++] = 0x30 + label
  buffer[at++] = 0x2c
  for (let i = 0; i < image.length; i++) {
    const value = image[i]!
    if (i > 0) buffer[at++] = 0x20
    if (value >= 100) buffer[at++] = 0x30 + Math.floor(value / 100)
    if (value >= 10) buffer[at++] = 0x30 + (Math.floor(value / 10) % 10)
    buffer[at++] = 0x30 + (value % 10)
  }
  buffer[at++] = 0x2c
  at += buffer.write(usage, at, 'latin1')
  buffer[at++] = 0x0a
  return at
}

/** The first line of fer2013.csv. */
export const ferHeader = 'emotion,pixels,Usage'

/** The splits of FER2013, in the order of the official file. */
export const ferSplits = ['Training', 'PublicTest', 'PrivateTest'] as const

/** The classes of FER2013; a label is an index into them. */
export const emotions = ['Angry', 'Disgust', 'Fear', 'Happy', 'Sad', 'Surprise', 'Neutral'] as const

export type Emotion = (typeof emotions)[number]
