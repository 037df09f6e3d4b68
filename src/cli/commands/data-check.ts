import type { Command } from 'commander'
import { renderDatasetCheck } from '../../report/render-dataset-check.js'
import { renderDatasetCheckJson } from '../../report/render-dataset-check-json.js'
import { checkDataset } from '../../train/data/check/check-dataset.js'
import { loadDataset } from '../../train/data/load-dataset.js'

/** `sweep data check`: what is found is told and is no failure; only data that cannot be read is. */
export function addDataCheckCommand(data: Command): void {
  data
    .command('check')
    .description('count images by class and split, blank ones, and exact duplicates within and across splits')
    .argument('<path>', 'a .csv in the form of fer2013.csv, or a folder of IDX files')
    .option('--json', 'print one JSON object')
    .action(check)
}

async function check(path: string, { json }: { json?: true }): Promise<void> {
  const dataset = await loadDataset({ kind: 'file', path }, (line) => console.error(line))
  const found = checkDataset(dataset)
  console.log(json ? renderDatasetCheckJson(path, found) : renderDatasetCheck(path, found, process.stdout.columns))
}
