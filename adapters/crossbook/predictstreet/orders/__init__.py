"""Orders at PredictStreet: cancelling and reading them. Pure."""
