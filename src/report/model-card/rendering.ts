import { valueText } from '../values.js'
import { figuresSection } from './figures.js'
import { isFaces, type ModelCard } from './model-card.js'
import { choiceSection, seedsSection } from './selection.js'
import { dataSection, trainingSection } from './training.js'
import { limitsSection, loadingSection } from './use.js'

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

/** What the model is and what it is for, a paragraph each. */
function introduction(card: ModelCard): readonly string[] {
  return [`# Trial ${card.chosen.trial} of ${card.run}`, whatItIs(card), '## Intended use', ...intendedUse(card)]
}

function whatItIs({ description, experiment, sweep, retraining }: ModelCard): string {
  const seed = retraining.kept!.seed
  const made = `It was trained by the experiment \`${experiment}\` of the sweep \`${sweep}\` with seed ${seed}, and saved by \`sweep retrain\`.`
  if (description === undefined) return `A model of TensorFlow.js. ${made}`
  const { labels, input, params } = description
  const network = params.model === undefined ? 'network' : `network \`${valueText(params.model)}\``
  return (
    `A ${network} that gives the probabilities of ${labels.length} classes (${labels.join(', ')}) for a gray image of ` +
    `${input.width}x${input.height} pixels. ${made}`
  )
}

function intendedUse(card: ModelCard): readonly string[] {
  const { description } = card
  if (description === undefined) return ['What its experiment was written for. Nothing else was tried.']
  const general =
    'Telling these classes apart on images like those that it was scored on, and comparing ways of training. Nothing else was tried.'
  if (!isFaces(card)) return [general]
  return [
    general,
    'It names the expression that people who label pictures see in a face, not what somebody feels. It is not meant for ' +
      'decisions about people.',
  ]
}
