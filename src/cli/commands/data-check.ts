import type { Command } from 'commander'
import { renderDatasetCheck } from '../../report/render-dataset-check.js'
import { renderDatasetCheckJson } from '../../report/render-dataset-check-json.js'
import { checkDataset } from '../../vision/data/dataset-check.js'
import { loadDataset } from '../../vision/data/sources.js'
import { positiveInteger } from '../options.js'

/** `sweep data check`: what is found is told and is no failure; only data that cannot be read is. */
export function addDataCheckCommand(data: Command): void {
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
