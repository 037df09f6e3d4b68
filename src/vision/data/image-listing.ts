import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DataError } from './dataset.js'

/** Image files by split, and the class of each. */
export interface ListedImages {
  /** Names of the class folders with images in them, sorted as torchvision's ImageFolder does. */
  readonly classes: readonly string[]
  readonly splits: readonly ListedSplit[]
  /** They were divided so that no subject is in two splits. */
  readonly bySubject?: true
}

export interface ListedSplit {
  readonly name: string
  readonly images: readonly ListedImage[]
}

interface ListedImage {
  /** Path below the folder. */
  readonly path: string
  /** Index of its class. */
  readonly label: number
}

/** What a folder of images looks like, for errors. */
const imageLayouts = 'CLASS/*.png or SPLIT/CLASS/*.png (.jpg, .jpeg)'

/**
 * The images of a folder that holds SPLIT/CLASS/*.png, or CLASS/*.png. The latter are one split, `all`; files named as
 * those of CK+ are split by subject. `log` receives what was left out, and how the subjects of CK+ are divided. Throws
 * DataError for any other layout.
 */
export async function listImages(folder: string, log: (line: string) => void): Promise<ListedImages> {
  const top = await listEntries(folder)
  const below = await entriesOf(folder, top.folders)
  const split = below.find(({ entries }) => entries.folders.length > 0)
  const byClass = below.find(({ entries }) => entries.images.length > 0)
  if (split !== undefined && byClass !== undefined) {
    throw new DataError(
      `${folder}: images stand in ${byClass.name}/ itself, and folders in ${split.name}/; expected one layout, ${imageLayouts}`,
    )
  }
  const groups = split === undefined ? [{ name: 'all', folder: '', below }] : await groupsOf(folder, below)
  const folders = groups.flatMap((group) => group.below)
  const classes = namesOf(folders.filter(({ entries }) => entries.images.length > 0))
  if (classes.length > 256) throw new DataError(`${folder}: ${classes.length} folders of classes, expected at most 256`)
  const splits = groups.map((group) => ({ name: group.name, images: imagesOf(group, classes) }))
  const empty = splits.find(({ images }) => images.length === 0)
  if (empty !== undefined) {
    const missing = 'no folder of a class with images in it'
    throw new DataError(
      split === undefined
        ? `${folder}: no IDX files, and ${missing}; expected pairs like train-images-idx3-ubyte.gz and ` +
            `train-labels-idx1-ubyte.gz, or ${imageLayouts}`
        : `${join(folder, empty.name)}: ${missing}; expected ${imageLayouts}`,
    )
  }
  const others = [...top.others, ...top.images, ...(split === undefined ? [] : othersOf('', below))]
  sayOthers(folder, [...others, ...groups.flatMap((group) => othersOf(group.folder, group.below))], log)
  const unseen = namesOf(folders).filter((name) => !classes.includes(name))
  sayClasses(folder, unseen, log)
  const divided = split === undefined ? splitBySubject(folder, splits[0]!, log) : undefined
  return divided === undefined ? { classes, splits } : { classes, splits: divided, bySubject: true }
}

interface Named {
  /** Path below the folder of the list. */
  readonly name: string
  readonly entries: Entries
}

interface Group {
  readonly name: string
  /** Path below the folder of all images. */
  readonly folder: string
  /** A folder for every class. */
  readonly below: readonly Named[]
}

async function entriesOf(folder: string, names: readonly string[]): Promise<readonly Named[]> {
  return Promise.all(names.map(async (name) => ({ name, entries: await listEntries(join(folder, name)) })))
}

async function groupsOf(folder: string, splits: readonly Named[]): Promise<readonly Group[]> {
  const groups = splits.map(async ({ name, entries }) => {
    const below = await entriesOf(join(folder, name), entries.folders)
    const deep = below.find((one) => one.entries.folders.length > 0)
    if (deep === undefined) return { name, folder: name, below }
    const where = join(folder, name, deep.name, deep.entries.folders[0]!)
    throw new DataError(`${where}: a folder within that of a class; expected ${imageLayouts}`)
  })
  return Promise.all(groups)
}

/**
 * By the hash of their names, so that a part of a split (`all[:90%]`, the first rows) has all classes, and is always the
 * same.
 */
function imagesOf({ folder, below }: Group, classes: readonly string[]): readonly ListedImage[] {
  const images = below.flatMap(({ name, entries }) =>
    entries.images.map((image) => ({ name: `${name}/${image}`, label: classes.indexOf(name) })),
  )
  const keys = new Map(images.map(({ name }) => [name, createHash('sha256').update(name).digest('hex')]))
  const order = images.sort((a, b) => (keys.get(a.name)! < keys.get(b.name)! ? -1 : 1))
  return order.map(({ name, label }) => ({ path: join(folder, name), label }))
}

/** Each once, sorted. */
function namesOf(folders: readonly Named[]): readonly string[] {
  return [...new Set(folders.map(({ name }) => name))].sort()
}

function othersOf(folder: string, below: readonly Named[]): readonly string[] {
  return below.flatMap(({ name, entries }) => entries.others.map((other) => join(folder, name, other)))
}

function sayOthers(folder: string, others: readonly string[], log: (line: string) => void): void {
  if (others.length > 0) log(`${folder}: left out, as they are no PNG or JPEG of a class: ${firstOf(others)}`)
}

/** A class that nothing shows would widen the network, and be scored as one never recognized. */
function sayClasses(folder: string, unseen: readonly string[], log: (line: string) => void): void {
  if (unseen.length > 0) log(`${folder}: left out, as classes without images: ${firstOf(unseen)}`)
}

function firstOf(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names[0]} and ${names.length - 1} more`
}

/** What stands in a folder, by name, in order of code units; links are followed, names that start with a dot left out. */
interface Entries {
  readonly folders: readonly string[]
  readonly images: readonly string[]
  /** Neither PNG nor JPEG by their names. */
  readonly others: readonly string[]
}

async function listEntries(folder: string): Promise<Entries> {
  const found = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
  const folders: string[] = []
  const files: string[] = []
  for (const entry of found) {
    const isFolder = entry.isSymbolicLink() ? (await stat(join(folder, entry.name))).isDirectory() : entry.isDirectory()
    ;(isFolder ? folders : files).push(entry.name)
  }
  const isImage = (name: string) => /\.(png|jpe?g)$/i.test(name)
  return {
    folders: folders.sort(),
    images: files.filter(isImage).sort(),
    others: files.filter((name) => !isImage(name)).sort(),
  }
}

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
