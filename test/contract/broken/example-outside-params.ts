import { variant } from './variant.ts';

/** Its example is not what its params ask for. */
export const exampleOutsideParams = variant('examples-validate', { examples: [{ listener: 'web' }] });
