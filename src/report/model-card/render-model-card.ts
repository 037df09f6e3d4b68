import { choiceSection } from './choice-section.js'
import { dataSection } from './data-section.js'
import { figuresSection } from './figures-section.js'
import { introduction } from './introduction.js'
import { limitsSection } from './limits-section.js'
import { loadingSection } from './loading-section.js'
import type { ModelCard } from './model-card.js'
import { seedsSection } from './seeds-section.js'
import { trainingSection } from './training-section.js'

/** The card of a model in Markdown: what it is, what it saw, what it is worth, and how to use and reproduce it. */
export function renderModelCard(card: ModelCard): string {
  const sections = [
    introduction(card),
    dataSection(card),
    trainingSection(card),
    figuresSection(card),
    seedsSection(card),
    choiceSection(card),
    limitsSection(card),
    loadingSection(card),
  ]
  return `${sections.flat().join('\n\n')}\n`
}
