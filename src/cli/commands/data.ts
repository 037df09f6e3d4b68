import type { Command } from 'commander'
import { renderDatasetCheck, renderDatasetCheckJson } from '../../report/dataset-check.js'
import { checkDataset } from '../../vision/data/dataset-check.js'
import { defaultRows, synthesizeFaces } from '../../vision/data/faces/synthesis.js'
import { writeFerCsv } from '../../vision/data/fer/format.js'
import { loadDataset } from '../../vision/data/sources.js'
import { naturalNumber, positiveInteger } from '../options.js'

export function addDataCommand(program: Command): void {
  const data = program.command('data').description('data sets')
  data
    .command('synthesize')
    .description('write synthetic faces of the seven emotions in the form of fer2013.csv')
    .argument('<out.csv>', 'the file to write')
    .option('--rows <n>', 'number of faces', positiveInteger, defaultRows)
    .option('--seed <n>', 'seed of the generator', naturalNumber, 0)
    .action(synthesize)
  addDataCheckCommand(data)
}

async function synthesize(path: string, { rows, seed }: { rows: number; seed: number }): Promise<void> {
  const dataset = synthesizeFaces({ rows, seed })
  await writeFerCsv(dataset, path)
  const splits = Object.entries(dataset.splits).map(([name, { count }]) => `${name} ${count}`)
  console.error(`${path}: ${rows} faces (${splits.join(', ')})`)
}

/** `sweep data check`: what is found is told and is no failure; only data that cannot be read is. */
function addDataCheckCommand(data: Command): void {
  data
    .command('check')
    .description('count images by class and split, blank ones, and exact duplicates within and across splits')
    .argument('<path>', 'a .csv in the form of fer2013.csv, a folder of IDX files, or a folder of images by class')
    .option('--image-size <n>', 'side in pixels to resize a folder of images to', positiveInteger)
    .option('--json', 'print one JSON object')
    .action(check)
}

async function check(path: string, { json, imageSize }: { json?: true; imageSize?: number }): Promise<void> {
  const dataset = await loadDataset({ kind: 'file', path, imageSize }, (line) => console.error(line))
  const found = checkDataset(dataset)
  console.log(json ? renderDatasetCheckJson(path, found) : renderDatasetCheck(path, found, process.stdout.columns))
}
