import { writeFile } from 'node:fs/promises'
import type { Machine } from './machine.js'
import { machineText } from './machine-text.js'

export interface BenchResult {
  /** The command of the bench. */
  readonly bench: string
  readonly machine: Machine
  /** Everything that was measured. Plain data. */
  readonly measured: object
  /** Markdown. */
  readonly text: string
}

/** Prints the result of a bench to stdout and, where a file is named, writes the raw numbers there as JSON. */
export async function printResult({ bench, machine, measured, text }: BenchResult, json?: string): Promise<void> {
  console.log(`${text}\n\n${machineText(machine)}`)
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ bench, machine, ...measured }, null, 2)}\n`)
}
