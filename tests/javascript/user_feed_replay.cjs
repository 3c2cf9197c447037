// Of the form of the venue's reconnecting client on pages/streaming/user-feed.mdx: one cursor that only moves forward, live
// frames kept while the replay is under way, and a new connection where the replay fails.
const WebSocket = require('ws');
const token = process.env.FOURCASTERS_TOKEN;
const HOST = 'streaming-api.4casters.io';

let cursor = null;

function isNew(messageID) {
  if (!cursor) return true;
  const [time, place] = messageID.split('-').map(Number);
  const [lastTime, lastPlace] = cursor.split('-').map(Number);
  return time > lastTime || (time === lastTime && place > lastPlace);
}

function take(message) {
  if (!isNew(message.messageID)) return;
  cursor = message.messageID;
  console.log('event:', message.origin, message.messageID);
}

async function replay() {
  const query = new URLSearchParams({ afterID: cursor });
  const reply = await fetch(`https://${HOST}/v2/user/messages?${query}`, {
    headers: { Authorization: token },
  });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  const body = await reply.json();
  console.log('replay:', body.status);
  if (body.status === 'success') body.messages.forEach(take);
  else if (body.status === 'cache_expired') body.availableMessages.forEach(take);
  else throw new Error(`status ${body.status}`);
}

function listen() {
  const ws = new WebSocket(`wss://${HOST}/v2/user`, {
    headers: { Authorization: token },
  });
  const kept = [];
  let live = false;
  let opening = Promise.resolve();

  ws.on('open', () => {
    opening = (async () => {
      console.log('connected');
      if (cursor !== null) {
        try {
          await replay();
        } catch (error) {
          console.error('replay failed:', error.message);
          ws.terminate();
          return;
        }
      }
      kept.splice(0).forEach(take);
      live = true;
    })();
  });

  ws.on('message', (data) => {
    const message = JSON.parse(data.toString());
    if (live) take(message);
    else kept.push(message);
  });

  ws.on('close', async (code, reason) => {
    console.log(`closed: ${code} ${reason}`);
    await opening.catch(() => {});
    setTimeout(listen, 1000);
  });

  ws.on('error', (error) => console.error('error:', error.message));
}

listen();
