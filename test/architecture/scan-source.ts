/** One place where a source file names another module. */
export interface Import {
  readonly specifier: string
  /** Erased by the compiler: `import type … from` and `export type … from`. */
  readonly typeOnly: boolean
  /** Only the URL of the module is made, as of a file that a thread is started with. */
  readonly url: boolean
}

export interface Scan {
  readonly imports: readonly Import[]
  /** The source with comments and the insides of strings blanked out, so that words in it are code. */
  readonly code: string
}

// Every form that names a module before its string: from "x", import "x", import("x"), require("x"), new URL("x").
const naming =
  /\bfrom\s*(?=["'`])|\bimport\s*(?=["'`])|\bimport\s*\(\s*(?=["'`])|\brequire(?:\.resolve)?\s*\(\s*(?=["'`])|\bimport\.meta\.resolve\s*\(\s*(?=["'`])|\bnew\s+URL\s*\(\s*(?=["'`])/g

/** Finds every module that a TypeScript source names: static, dynamic, side-effect, re-export, URL of a file beside it. */
export function scanSource(source: string): Scan {
  const code = blank(source)
  const imports: Import[] = []
  for (const match of code.matchAll(naming)) {
    const start = match.index + match[0].length
    const end = code.indexOf(code[start]!, start + 1)
    // Of a template only what stands before its first hole is known; it still says which room is entered.
    const specifier = source.slice(start + 1, end).split('${')[0]!
    if (match[0].startsWith('new') && !/^\s*,\s*import\.meta\.url/.test(code.slice(end + 1))) continue
    const statement = code
      .slice(0, match.index)
      .split(/[;'"`]|\n(?=import\b|export\b)/)
      .at(-1)!
    const typeOnly = match[0].startsWith('from') && /^\s*(import|export)\s+type\s+[^\s,]/.test(statement)
    imports.push({ specifier, typeOnly, url: match[0].startsWith('new') })
  }
  return { imports, code }
}

const commentOrString = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//y
/** What a regular expression may follow; after anything else a slash divides. */
const beforeExpression = /(^|[=(,:;!&|?{}[+*%<>~^-]|\b(return|typeof|case|of|in))\s*$/

/**
 * Replaces comments, regular expressions and the insides of strings and templates by blanks, character for character.
 * The holes of a template are code, with strings and templates of their own.
 */
function blank(source: string): string {
  const code = [...source.split('')]
  const holes: number[] = []
  let depth = 0
  let i = 0

  while (i < source.length) {
    const character = source[i]!
    const end = endOf(commentOrString, i)
    if (end > i) {
      const quoted = character === '/' ? 0 : 1
      i = erase(i + quoted, end - quoted) + quoted
    } else if (character === '/' && beforeExpression.test(code.slice(Math.max(0, i - 40), i).join(''))) {
      i = erase(i, Math.max(endOf(regularExpression, i), i + 1))
    } else if (character === '`') {
      i = eraseTemplate(i + 1)
    } else if (character === '}' && holes.at(-1) === depth) {
      holes.pop()
      i = eraseTemplate(erase(i, i + 1))
    } else {
      if (character === '{') depth++
      if (character === '}') depth--
      i++
    }
  }
  return code.join('')

  function eraseTemplate(from: number): number {
    let to = from
    while (to < source.length && source[to] !== '`' && !source.startsWith('${', to)) to += source[to] === '\\' ? 2 : 1
    erase(from, to)
    if (source[to] === '`') return to + 1
    holes.push(depth)
    return erase(to, to + 2)
  }

  function erase(from: number, to: number): number {
    for (let at = from; at < Math.min(to, code.length); at++) if (code[at] !== '\n') code[at] = ' '
    return to
  }

  function endOf(token: RegExp, from: number): number {
    token.lastIndex = from
    return token.test(source) ? token.lastIndex : from
  }
}
