"""The feeds of PredictStreet: what is known of both websocket gateways, without a socket."""
