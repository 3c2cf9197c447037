"""The shell of every websocket, and the pure objects that decide for it. The only room that knows the websocket library."""
