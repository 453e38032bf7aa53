import { describeError } from './describe-error';

const FRAMES = 8;

/**
 * What may be logged of an unexpected error: its kind, and where in the code it came from. Its message is left out, as a
 * parser or a database repeats in it what a sender has sent.
 */
export function describeFault(error: unknown): string {
  const kind = describeError(error);
  if (!(error instanceof Error) || !error.stack) return kind;
  const { stack, message } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return [kind, ...frames.filter((line) => /^\s+at /.test(line)).slice(0, FRAMES)].join('\n');
}
