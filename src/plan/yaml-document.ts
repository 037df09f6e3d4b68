import { type Document, LineCounter, parseDocument } from 'yaml'
import { PlanError } from './plan-error.js'

/** YAML 1.2 with its core schema and nothing else: no tags, no merge keys, one document. */
export interface YamlDocument {
  readonly document: Document
  readonly lines: LineCounter
}

/** Reading this much takes seconds. */
const longest = 1_000_000

/** Parses the syntax of a sweep file. Throws PlanError at the first place that is not YAML. */
export function yamlDocument(text: string, file: string): YamlDocument {
  if (text.length > longest) {
    const problem = `it has ${text.length} characters, which is more than a sweep needs`
    throw new PlanError({ file, line: 1, column: 1, path: '', problem, hint: `Write at most ${longest}` })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // Repeated keys are refused by readYaml, which knows their paths.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  })
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0])
    throw new PlanError({ file, line, column: col, path: '', ...explain(problem.code, problem.message) })
  }
  return { document, lines }
}

function explain(code: string, message: string): { problem: string; hint: string } {
  if (code === 'MULTIPLE_DOCS') {
    return { problem: 'a second YAML document starts here', hint: 'Write each sweep in a file of its own' }
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    return { problem: `YAML tags are not supported (${message})`, hint: 'Write the value without a tag' }
  }
  if (message.includes('call stack')) return { problem: 'lists or maps are nested too deeply', hint: '' }
  const hint =
    code === 'BLOCK_AS_IMPLICIT_KEY' ? 'Start a new line for each key, and quote a text that contains ": "' : ''
  return { problem: `not YAML: ${message}`, hint }
}
