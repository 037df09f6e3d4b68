import { hash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.js'
import type { Json } from '../core/json.js'
import { outerValues } from '../core/parameter.js'
import type { Sweep } from '../core/sweep.js'
import type { Trial } from '../core/trial.js'
import { countTrials } from './count-trials.js'

/**
 * The trial of a number from 1 to countTrials, found directly: the digits of the number in the mixed radix of the
 * lists of values. Seeds are the fastest digit, then the last parameter, then the one before it.
 */
export function trialAt(sweep: Sweep, number: number): Trial {
  if (!Number.isSafeInteger(number) || number < 1 || number > countTrials(sweep)) {
    throw new RangeError(`the sweep "${sweep.name}" has the trials 1 to ${countTrials(sweep)}, not ${number}`)
  }
  const { parameters, seeds } = sweep
  const texts = keyTextsOf(sweep)
  const seed = seeds[(number - 1) % seeds.length]!
  let rest = Math.floor((number - 1) / seeds.length)

  const digits = new Array<number>(parameters.length)
  for (let i = parameters.length - 1; i >= 0; i--) {
    const radix = outerValues(parameters[i]!).length
    digits[i] = rest % radix
    rest = (rest - digits[i]!) / radix
  }
  const params: Record<string, Json> = {}
  for (let i = 0; i < digits.length; i++) params[parameters[i]!.name] = outerValues(parameters[i]!)[digits[i]!]!

  let text = texts.head
  for (const { parameter, values } of texts.byName) text += values[digits[parameter]!]!
  return { number, key: hash('sha256', `${text}},"seed":${canonicalJson(seed)}}`).slice(0, 16), params, seed }
}

/** The pieces of the text that trialKey hashes, written once per value instead of once per trial. */
interface KeyTexts {
  readonly head: string
  /** Sorted by name; `values[d]` is `,"name":value` without the comma for the first. */
  readonly byName: readonly { readonly parameter: number; readonly values: readonly string[] }[]
}

const keyTexts = new WeakMap<Sweep, KeyTexts>()

function keyTextsOf(sweep: Sweep): KeyTexts {
  const known = keyTexts.get(sweep)
  if (known !== undefined) return known
  const sorted = sweep.parameters
    .map((parameter, i) => ({ name: parameter.name, values: outerValues(parameter), parameter: i }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const texts: KeyTexts = {
    head: `{"experiment":${canonicalJson(sweep.experiment)},"params":{`,
    byName: sorted.map(({ name, values, parameter }, place) => ({
      parameter,
      values: values.map((value) => `${place === 0 ? '' : ','}${canonicalJson(name)}:${canonicalJson(value)}`),
    })),
  }
  keyTexts.set(sweep, texts)
  return texts
}
