import type { ChartData, Spec } from './chart-data.js'
import { drawView } from './draw-view.js'
import { unpackData } from './unpack-data.js'

/** Draws every chart of the page, again when a reader chooses another view of it or its box gets another width. */
export async function drawCharts(): Promise<void> {
  const data: ChartData = JSON.parse(document.getElementById('chart-data')!.textContent!)
  const figures = [...document.querySelectorAll<HTMLElement>('figure[data-chart]')]
  const charts = figures.map((figure) => chartOf(data, figure))
  for (const chart of charts) await chart.draw()
  document.documentElement.dataset.charts = 'drawn'

  // Paper gets the charts of the screen, scaled: they could not be drawn again in time.
  const redraw = later(async () => {
    if (matchMedia('print').matches) return
    for (const chart of charts) await chart.fit()
  })
  const boxes = new ResizeObserver(redraw)
  for (const figure of figures) boxes.observe(figure)
}

function chartOf(data: ChartData, figure: HTMLElement) {
  const { kind, views } = data.charts[Number(figure.dataset.chart)]!
  const [box, title] = [
    figure.querySelector<HTMLElement>('.chart')!,
    figure.querySelector<HTMLElement>('.chart-title')!,
  ]
  const choice = figure.querySelector('select')
  let specs: Spec | undefined
  let drawnWidth = 0

  // One after the other: two drawings at once would both end up in the box.
  let drawing = Promise.resolve()
  const draw = () => {
    drawing = drawing.then(drawNow)
    return drawing
  }

  async function drawNow(): Promise<void> {
    const view = views[choice ? choice.selectedIndex : 0]!
    specs = unpackData(data, view.spec)
    drawnWidth = box.clientWidth
    title.textContent = view.title
    figure.setAttribute('aria-label', view.title)
    figure.querySelector('.chart-description')!.textContent = view.description
    await drawView(box, { ...specs, description: view.description }, data.config, kind)
    Object.assign(figure.dataset, { view: choice ? choice.selectedIndex : 0, width: drawnWidth })
  }

  choice?.addEventListener('change', () => void draw())
  return {
    draw,
    fit: async () => {
      if (Math.abs(box.clientWidth - drawnWidth) > 8) await draw()
    },
  }
}

/** Once the calls pause. */
function later(action: () => Promise<void>): () => void {
  let timer: number | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => void action(), 150)
  }
}
