// Of the form of the venue's quick start on pages/streaming/price-feed.mdx.
const WebSocket = require('ws');
const token = process.env.FOURCASTERS_TOKEN;

function listen() {
  const ws = new WebSocket('wss://streaming-api.4casters.io/price-stream', {
    headers: { Authorization: token },
  });
  let pinging;
  let heard = Date.now();

  ws.on('open', () => {
    ws.send(
      JSON.stringify({
        type: 'subscribe',
        gameIDs: [],
        leagueIDs: ['NBA'],
        sportIDs: [],
        replace: true,
      }),
    );
    // Its pong comes when the command has been acted on.
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

  ws.on('message', (data) => {
    const [type, payload] = JSON.parse(data.toString());
    console.log('price:', type, payload.league);
  });
  ws.on('error', (error) => console.error('error:', error.message));
  ws.on('close', (code, reason) => {
    console.log(`closed: ${code} ${reason}`);
    clearInterval(pinging);
    setTimeout(listen, 1000);
  });
}

listen();
