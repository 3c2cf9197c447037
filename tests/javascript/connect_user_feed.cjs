// Of the form of the venue's sample on pages/streaming/introduction.mdx, which only connects.
const WebSocket = require('ws');
const token = process.env.FOURCASTERS_TOKEN;
const ws = new WebSocket('wss://streaming-api.4casters.io/v2/user', {
  headers: { Authorization: token },
});

ws.on('open', () => console.log('connected'));
