// Loaded before the action: says at its end which parts of Node's own undici were loaded.
process.on('exit', () => {
  const loaded = process.moduleLoadList.filter((name) => /undici/.test(name));
  process.stdout.write(`\nundici: ${JSON.stringify(loaded)}\n`);
});
