export { highestClass } from '../../core/evaluation/highest-class.js'
