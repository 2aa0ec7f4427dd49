/** Lets the users of Artillery go on until the time is over, counted from the first of them: its phases only start users. */
let untilMs = 0;

module.exports = {
  goOn(_context, next) {
    untilMs ||= Date.now() + 1000 * Number(process.env.SECONDS);
    next(Date.now() < untilMs);
  },
};
