/**
 * Stands in the bundle for `node:http`. On Node 24 an `import` of it reads every export, the lazy `WebSocket` among them,
 * and so loads undici: 60 ms of CPU before the first request, 1.5 × all of bare Node. What is taken by name costs 10.
 */
export const { Agent, ClientRequest, IncomingMessage, request } = process.getBuiltinModule('node:http');
