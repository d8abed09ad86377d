// Loaded into the action's process by NODE_OPTIONS: tells when anything connects to anywhere.
const { Socket } = require('node:net');

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  process.stderr.write('the network was used\n');
  return connect.apply(this, args);
};
