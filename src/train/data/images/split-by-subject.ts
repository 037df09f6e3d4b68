import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { DataError } from '../data-error.js'
import type { ListedSplit } from './list-images.js'

const parts = ['train', 'validation', 'test'] as const

/**
 * Divides images named as those of CK+ (S010_004_00000017.png: subject, sequence, frame; Lucey et al., "The Extended
 * Cohn-Kanade Dataset", 2010) by subject: about 80 % of the subjects to `train`, 10 % each to `validation` and `test`,
 * by a hash of the subject, so that it stays where it is whatever else is there. Undefined for images named otherwise.
 * Throws DataError where only some are named so.
 */
export function splitBySubject(
  folder: string,
  split: ListedSplit,
  log: (line: string) => void,
): readonly ListedSplit[] | undefined {
  const subjects = split.images.map(({ path }) => subjectOf(path))
  if (subjects.every((subject) => subject === undefined)) return undefined
  const odd = subjects.indexOf(undefined)
  if (odd >= 0) {
    throw new DataError(
      `${folder}: ${split.images[odd]!.path} is not named as the others are, S010_004_00000017.png, so its subject is ` +
        'unknown; rename it or take it out',
    )
  }
  const divided = parts.map((name) => ({ name, of: subjects.map((subject) => partOf(subject!) === name) }))
  const said = divided.map(({ name, of }) => `${name} ${new Set(subjects.filter((_, i) => of[i])).size}`)
  log(`${folder}: split by the subjects of CK+, no subject in two splits: ${said.join(', ')}`)
  return divided
    .map(({ name, of }) => ({ name, images: split.images.filter((_, i) => of[i]) }))
    .filter(({ images }) => images.length > 0)
}

function subjectOf(path: string): string | undefined {
  return /^(S\d{3})_\d{3}_\d{8}\.\w+$/.exec(basename(path))?.[1]
}

function partOf(subject: string): (typeof parts)[number] {
  const share = createHash('sha256').update(subject).digest().readUInt32BE(0) / 2 ** 32
  return share < 0.8 ? 'train' : share < 0.9 ? 'validation' : 'test'
}
