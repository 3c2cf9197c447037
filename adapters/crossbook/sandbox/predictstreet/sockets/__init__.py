"""The two websocket gateways of PredictStreet, in the second generation of their protocol."""
