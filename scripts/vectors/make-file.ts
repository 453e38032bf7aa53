import type { VectorFile } from '../../__tests__/helpers/vectors';
import { battery } from './battery';
import type { Suite, Variant } from './Recipe';
import { NOW } from './timestamps';

/** Makes the file of a suite; its configuration is that of the first recipe. */
export async function makeFile({ scheme, recipes, more = [], certificates }: Suite): Promise<VectorFile> {
  const cases = [];
  const config = configOf(recipes[0]);
  for (const recipe of recipes) {
    const own = configOf(recipe);
    const isOther = JSON.stringify(own) !== JSON.stringify(config);
    cases.push(...(await battery(recipe)).map((one) => (isOther ? { ...one, config: own } : one)));
  }
  return { scheme, config, now: NOW, ...(certificates ? { certificates } : {}), cases: [...cases, ...more] };
}

function configOf({ secrets, configured = secrets, options }: Variant) {
  return { secrets: [...configured], ...(options ? { options } : {}) };
}
