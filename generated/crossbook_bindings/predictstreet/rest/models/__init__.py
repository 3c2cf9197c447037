# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
