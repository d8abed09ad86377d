/**
 * Of kinds that take more than Application Load Balancers: what their reference says of the rest. The sandbox has no other type, so
 * that nothing of it has been seen in traffic, or rolled back against more than tables of answers.
 */
export const OTHER_TYPES_UNPROVEN =
  'Drilled and tested on Application Load Balancers. What it does for Network and Gateway Load Balancers follows the documentation of AWS, and is tested by tables of their answers alone: try it on one of yours before you count on it.';
