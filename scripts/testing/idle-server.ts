/** Stands in for the server: says its process id, and takes a moment to end in order, with 7. */
process.on('SIGTERM', () => {
  console.log('ending');
  setTimeout(() => process.exit(7), 100);
});
setInterval(() => {}, 1_000);
console.log(`ready ${process.pid} ${process.argv.slice(2).join(' ')}`);
