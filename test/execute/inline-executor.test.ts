import { systemClock } from '#sweep/core/clock.js'
import { createInlineExecutor } from '#sweep/execute/inline.js'
import { executorContract } from '../contract/executor-contract.js'

executorContract('the inline executor', () => createInlineExecutor(systemClock))
