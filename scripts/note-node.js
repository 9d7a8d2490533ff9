// Says in one line what npm says of fifty packages on an older Node; .npmrc keeps npm from it.
// npm runs this when all is installed, and by then the Node that runs it may be another one than npm's.
const [, own] = /\bnode\/v([\d.]+)/.exec(process.env.npm_config_user_agent) ?? [];
if (Number.parseInt(own, 10) < 24) {
  const isHere = process.platform === 'linux';
  const way = isHere ? 'it is here now: start things by npm run or npx' : 'have the one of .node-version';
  console.log(`Node ${own} will do for npm, and all else needs Node 24: ${way}`);
}
