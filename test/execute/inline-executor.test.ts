import { systemClock } from '../../dist/core/clock.js'
import { createInlineExecutor } from '../../dist/execute/inline/inline-executor.js'
import { executorContract } from '../contract/executor-contract.js'

executorContract('the inline executor', () => createInlineExecutor(systemClock))
