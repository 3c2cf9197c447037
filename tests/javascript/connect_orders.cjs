// Of the form of the venue's sample on pages/websocket/introduction.mdx, with one message of pages/websocket/heartbeat.mdx.
const WebSocket = require('ws');
const token = process.env.FOURCASTERS_TOKEN;
const ws = new WebSocket('wss://orders-api.4casters.io/orders/ws', {
  headers: { Authorization: token },
});

ws.on('open', () => {
  console.log('connected');
  ws.send(JSON.stringify(['heartbeat', { requestID: 'beat-1', requestTimeout: 10 }]));
});

ws.on('message', (data) => console.log('reply:', data.toString()));
