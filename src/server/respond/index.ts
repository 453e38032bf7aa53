export { replyToRejection } from './reply-to-rejection';
export { contextResolver } from './context-resolver';
export { guardMarkup } from './guard-markup';
export { isResponseProblem, renderResponse, type ResponseProblem } from './render-response';
export type { Resolve } from './render';
export { TOKEN } from './header-rules';
export { responseNodeSchema, responseSchema } from './response-schema';
