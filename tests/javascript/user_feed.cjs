// Of the form of the venue's quick start on pages/streaming/user-feed.mdx.
const WebSocket = require('ws');
const token = process.env.FOURCASTERS_TOKEN;

function listen() {
  const ws = new WebSocket('wss://streaming-api.4casters.io/v2/user', {
    headers: { Authorization: token },
  });
  let pinging;
  let heard = Date.now();

  ws.on('open', () => {
    console.log('connected');
    ws.ping();
    pinging = setInterval(() => {
      if (ws.readyState === WebSocket.OPEN) ws.ping();
      if (Date.now() - heard > 30000) ws.terminate();
    }, 10000);
  });

  ws.on('pong', () => {
    heard = Date.now();
    console.log('pong');
  });

  ws.on('message', (data) => console.log('event:', JSON.stringify(JSON.parse(data.toString()))));
  ws.on('error', (error) => console.error('error:', error.message));
  ws.on('close', (code, reason) => {
    console.log(`closed: ${code} ${reason}`);
    clearInterval(pinging);
    setTimeout(listen, 1000);
  });
}

listen();
