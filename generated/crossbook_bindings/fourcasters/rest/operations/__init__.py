# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
