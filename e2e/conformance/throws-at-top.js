export const options = { iterations: 1 };

throw new Error('at the top');

export default function () {}
