import { canFit } from './can-fit.js'
import type { Spec } from './chart-data.js'
import { fitConfig } from './fit-config.js'
import { fitSpec } from './fit-spec.js'
import { fitWords } from './fit-words.js'

/** Vega-Embed, which stands in the page as a script of its own. */
declare const vegaEmbed: (box: HTMLElement, spec: Spec, options: Spec) => Promise<{ finalize(): void }>

const shown = new WeakMap<HTMLElement, { finalize(): void }>()

/** Draws a specification into a box, as wide as the box. What cannot be drawn says so there and to whoever watches the page. */
export async function drawView(box: HTMLElement, whole: Spec, config: Spec, name: string): Promise<void> {
  const room = box.clientWidth
  const spec = fitWords(whole, room)
  const options = {
    mode: 'vega-lite',
    renderer: 'svg',
    // Without it Vega would make functions from texts, which the page's policy forbids.
    ast: true,
    config: fitConfig(config, room),
    actions: { export: true, source: false, compiled: false, editor: false },
    downloadFileName: name,
  }
  const embed = async (sized: Spec) => {
    shown.get(box)?.finalize()
    shown.set(box, await vegaEmbed(box, sized, options))
    nameForReaders(box)
    return box.querySelector('svg')?.getBoundingClientRect().width ?? 0
  }
  try {
    // How much axes and legend take is known once they are drawn.
    const least = numbered.includes(name) ? 300 : 140
    const plot = Math.max(least, Math.round(room * 0.72))
    const drawn = await embed(fitSpec(spec, plot))
    const missing = Math.floor(room - drawn)
    const fitted = Math.max(least, plot + missing)
    if (canFit(spec) && Math.abs(missing) > 4 && fitted !== plot) await embed(fitSpec(spec, fitted))
    shrink(box, room)
  } catch (error) {
    box.textContent = `This chart could not be drawn: ${(error as Error).message}`
    reportError(error)
  }
}

/** Names the menu, and keeps from screen readers the symbols that Vega gives no name, as a brush before it is drawn. */
function nameForReaders(box: HTMLElement): void {
  box.querySelector('summary')?.setAttribute('aria-label', 'Save this chart')
  for (const symbol of box.querySelectorAll('svg [role=graphics-symbol]:not([aria-label])')) {
    symbol.setAttribute('aria-hidden', 'true')
  }
}

/** What is a little too wide gets smaller; of what would become too small to read the box shows a part, and scrolls. */
function shrink(box: HTMLElement, room: number): void {
  const svg = box.querySelector('svg')
  if (svg === null) return
  const { width } = svg.getBoundingClientRect()
  if (width > room && room / width >= smallest) {
    Object.assign(svg.style, { width: '100%', maxWidth: `${width}px`, height: 'auto' })
  }
}

const smallest = 0.65

/** Pictures with a number in every cell, which needs room. */
const numbered: readonly string[] = ['heat-map', 'confusion']
