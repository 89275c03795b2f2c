export { expressionText } from '../../knowledge/expression-text.js'
