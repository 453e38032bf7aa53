import { ActionError } from './ActionError';

// What Sequelize and the databases throw for values that a column does not have, and NocoBase for those that an operator can't take. A database
// that can't be reached has errors of other names.
const DATA_ERROR = /^(?:SequelizeDatabaseError|SequelizeValidationError|Error|TypeError|RangeError|SyntaxError)$/;

/**
 * Runs a query with a filter that a person has written.
 * @throws ActionError 400 where the values of the filter are what the database, or NocoBase, could not read; anything else as it was thrown
 */
export async function orBadFilter<T>(filter: object | undefined, query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    const isFiltered = filter !== undefined && Object.keys(filter).length > 0;
    if (isFiltered && error instanceof Error && DATA_ERROR.test(error.name)) {
      throw new ActionError(
        400,
        'bad_filter',
        "The filter can't be used: a value of it does not fit its column or operator",
      );
    }
    throw error;
  }
}
