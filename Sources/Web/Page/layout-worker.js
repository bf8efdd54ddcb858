// The worker around layout and placement: one message in, one out, with the number of the question.

import { layout } from './layout.js';
import { place } from './placement.js';

onmessage = ({ data: { number, input, positions } }) => {
  postMessage({ number, positions: positions ? place(input, positions) : layout(input) });
};
