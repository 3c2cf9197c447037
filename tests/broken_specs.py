"""For each rule, a real spec in which it is broken."""

from __future__ import annotations

from spec_edits import FOURCASTERS, PREDICTSTREET, Edit, both, drop, put

CANCEL = "paths > /session/cancelMultiple > post"
LOOKUP = "paths > /session/lookupOrder > get"
CANCEL_ALL = "paths > /api/orders/cancel-all > post"
GRADED_SINCE = "paths > /user/v2/getGradedSince > get"
MESSAGES = "paths > /v2/user/messages"
BATCH = "paths > /api/orders/place-batch > post"
OHLC = "paths > /api/markets/{symbol}/ohlc > get"
REDEEM = "paths > /api/me/positions/redeem > post"
OPEN = "paths > /api/orders/open > get"
RESULT = "components > schemas > CancelResult"
JSON = "content > application/json"
OBJECT = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
NAMED = {"type": "string", "description": "Nobody refers to it."}

REST_CASES: dict[str, tuple[Edit, str]] = {
    # the standards
    "a file without a title": (drop("info > title"), "openapi"),
    "a file of another OpenAPI": (put("openapi", "3.1.1"), "openapi"),
    "a type that does not exist": (put(f"{RESULT} > properties > reason > type", "text"), "openapi"),
    # references
    "a reference into another file": (put(f"{RESULT} > properties > reason", {"$ref": "other.yaml#/Reason"}), "reference"),
    "a reference that leads nowhere": (put(f"{RESULT} > properties > reason", {"$ref": "#/components/schemas/Nobody"}), "reference"),
    "a schema that nobody refers to": (put("components > schemas > Nobody", NAMED), "unused"),
    "a header that nobody refers to": (put("components > headers > X-Nobody", {"schema": {"type": "string"}}), "unused"),
    # keywords and types
    "a misspelt keyword of ours": (put(f"{CANCEL} > x-posittional", {"request": "sessionIDs", "reply": "data"}), "extension"),
    "a schema that is just true": (put(f"{RESULT} > properties > reason", value=True), "boolean-schema"),
    "nullable": (put(f"{RESULT} > properties > reason > nullable", value=True), "keyword"),
    "allOf": (put(f"{RESULT} > properties > reason", {"allOf": [{"type": "string"}]}), "keyword"),
    "a discriminator": (put(f"{RESULT} > discriminator", {"propertyName": "success"}), "keyword"),
    "const in a REST spec": (put(f"{RESULT} > properties > reason", {"const": "Not your order"}), "keyword"),
    "a tuple in a REST spec": (put(f"{RESULT} > properties > reason", {"type": "array", "prefixItems": [{"type": "string"}]}), "keyword"),
    "a declared default": (put(f"{RESULT} > properties > reason > default", ""), "keyword"),
    "a float": (put(f"{RESULT} > properties > odds > format", "double"), "format"),
    "a date": (put(f"{RESULT} > properties > reason > format", "date-time"), "format"),
    "cheap objects that are not asked for": (put(f"{RESULT} > x-many", value=False), "many"),
    "cheap objects that are sent": (put("components > schemas > CancelMultipleRequest > x-many", value=True), "many"),
    "cheap objects of a text": (put("components > schemas > ErrorType > x-many", value=True), "many"),
    "the same as nothing": (put(f"{RESULT} > x-same", "nowhere.schema.yaml#/$defs/Nobody"), "same"),
    "the same as what has no name": (put(f"{RESULT} > x-same", value=True), "same"),
    # classes
    "a request without a name": (put(f"{CANCEL} > requestBody > {JSON} > schema", {"type": "object"}), "named-schema"),
    "a reply without a name": (put(f"{LOOKUP} > responses > 404 > {JSON} > schema", {"type": "array"}), "named-schema"),
    "an object in a property": (put(f"{RESULT} > properties > reason", OBJECT), "named-schema"),
    "an object in a list": (put(f"{RESULT} > properties > reason", {"type": "array", "items": OBJECT}), "named-schema"),
    "an object in a map": (put(f"{RESULT} > properties > reason", {"type": "object", "additionalProperties": OBJECT}), "named-schema"),
    "an object in a union": (put(f"{RESULT} > properties > reason", {"anyOf": [{"type": "string"}, OBJECT]}), "named-schema"),
    "an object of anything": (put(f"{RESULT} > properties > reason", {"type": "object", "additionalProperties": True}), "named-schema"),
    # enums and unions
    "an enum in a property": (put(f"{RESULT} > properties > reason > enum", ["Not your order"]), "open-enum"),
    "an enum of numbers": (put("components > schemas > ErrorType", {"type": "integer", "description": "x", "enum": [1]}), "open-enum"),
    "a closed enum": (put(f"{RESULT} > properties > errorType", {"$ref": "#/components/schemas/ErrorType"}), "open-enum"),
    "an enum in a union of a request": (
        put("components > schemas > CancelMultipleRequest > properties > type", {"anyOf": [{"$ref": "#/components/schemas/ErrorType"}]}),
        "open-enum",
    ),
    "an object that is sent and received": (
        put(f"{CANCEL} > requestBody > {JSON} > schema", {"$ref": "#/components/schemas/CancelMultipleReply"}),
        "direction",
    ),
    "an enum beside no text": (
        put(f"{RESULT} > properties > errorType", {"anyOf": [{"$ref": "#/components/schemas/ErrorType"}, {"type": "null"}]}),
        "open-enum",
    ),
    "an enum in a oneOf": (
        put(f"{RESULT} > properties > errorType", {"oneOf": [{"$ref": "#/components/schemas/ErrorType"}, {"type": "string"}]}),
        "open-enum",
    ),
    "a union of two objects": (
        put(
            "components > schemas > HttpError > properties > error",
            {"oneOf": [{"$ref": "#/components/schemas/NetworkErrorDetail"}, {"$ref": "#/components/schemas/GameSummary"}]},
        ),
        "union",
    ),
    "an object in a union that fits everything": (drop("components > schemas > NetworkErrorDetail > required"), "union"),
    "a number or text": (
        put(f"{RESULT} > properties > odds", {"description": "American odds.", "anyOf": [{"type": "number"}, {"type": "string"}]}),
        "union",
    ),
    "two types": (put(f"{RESULT} > properties > reason > type", ["string", "integer"]), "union"),
    # fields
    "a required field that does not exist": (put(f"{RESULT} > required", ["succes"]), "required"),
    "a field called like a word of Python": (put(f"{RESULT} > properties > class", {"type": "string"}), "property-name"),
    "a field with a hyphen": (put(f"{RESULT} > properties > game-id", {"type": "string"}), "property-name"),
    "a field with an underscore in front": (put(f"{RESULT} > properties > _key", {"type": "string"}), "property-name"),
    "a parameter with a hyphen": (put(f"{LOOKUP} > parameters[0] > name", "order-id"), "property-name"),
    "a schema without a description": (drop(f"{RESULT} > description"), "description"),
    "a field without a description": (drop(f"{RESULT} > properties > reason > description"), "description"),
    "a field whose description is its name": (put(f"{RESULT} > properties > reason > description", "Reason."), "description"),
    "a parameter without a description": (drop(f"{LOOKUP} > parameters[0] > description"), "description"),
    "an amount without a unit": (put(f"{RESULT} > properties > filled > description", "Matched before the cancel."), "unit"),
    "an amount as text without a unit": (drop("components > schemas > LookupOrderDetail > properties > matchedRisk > description"), "unit"),
    # examples
    "an example that lacks a field": (put(f"{CANCEL} > requestBody > {JSON} > example", {}), "example"),
    "an example of another type": (put(f"{CANCEL} > responses > 200 > {JSON} > example > data", {}), "example"),
    "an example that is no decimal": (
        put(f"{LOOKUP} > responses > 200 > {JSON} > example > data > order > matchedRisk", "40,00"),
        "example",
    ),
    "a named example of another type": (put(f"{CANCEL} > requestBody > {JSON} > examples", {"none": {"value": 1}}), "example"),
    "an example of a parameter": (put(f"{LOOKUP} > parameters[0] > example", "not an id"), "example"),
    "an example of a field": (put(f"{RESULT} > properties > odds > example", "-110"), "example"),
    # names
    "a field called self": (put(f"{RESULT} > properties > self", {"type": "string", "description": "x"}), "property-name"),
    "a field called like what its class is made with": (
        put(f"{RESULT} > properties > field", {"type": "string", "description": "x"}),
        "property-name",
    ),
    "a field called like a type": (put(f"{RESULT} > properties > int", {"type": "string", "description": "x"}), "property-name"),
    "a parameter called self": (put(f"{LOOKUP} > parameters[0] > name", "self"), "property-name"),
    "a parameter that hides what builds the request": (put(f"{LOOKUP} > parameters[0] > name", "pairs"), "property-name"),
    "a parameter that hides a class": (put(f"{LOOKUP} > parameters[0] > name", "HttpError"), "property-name"),
    "a parameter that has the name of a member": (
        put(f"{CANCEL} > parameters", [{"name": "sessionIDs", "in": "query", "schema": {"type": "string"}, "description": "x"}]),
        "property-name",
    ),
    "an operation called like a word of Python": (put(f"{CANCEL} > operationId", "import"), "operation-id"),
    "an operation called like a function of Python": (put(f"{CANCEL} > operationId", "print"), "operation-id"),
    "an operation whose function is another's": (put(f"{CANCEL} > operationId", "lookupORDER"), "operation-id"),
    "a class in lower case": (put("components > schemas > errorType", NAMED), "class-name"),
    "a class with a hyphen": (put("components > schemas > Error-Type", NAMED), "class-name"),
    "a class called like what its file imports": (put("components > schemas > Decimal", NAMED), "class-name"),
    "two classes of one file": (put("components > schemas > Errortype", NAMED), "class-name"),
    "a schema that is itself": (
        put("components > schemas > ErrorType", {"$ref": "#/components/schemas/ErrorType", "description": "x"}),
        "reference",
    ),
    "a schema that is a list of itself": (
        put("components > schemas > ErrorType", {"type": "array", "items": {"$ref": "#/components/schemas/ErrorType"}}),
        "reference",
    ),
    "two schemas that are each other": (
        both(
            put("components > schemas > ErrorType", {"anyOf": [{"$ref": "#/components/schemas/HttpError"}]}),
            put("components > schemas > HttpError", {"$ref": "#/components/schemas/ErrorType"}),
        ),
        "reference",
    ),
    # operations
    "an operation without a name": (drop(f"{CANCEL} > operationId"), "operation-id"),
    "an operation in snake case": (put(f"{CANCEL} > operationId", "cancel_multiple"), "operation-id"),
    "an operation of another tag": (put(f"{CANCEL} > tags", ["orders"]), "tags"),
    "an operation without a summary": (drop(f"{CANCEL} > summary"), "words"),
    "an operation without a description": (drop(f"{CANCEL} > description"), "words"),
    "an operation without its page": (drop(f"{CANCEL} > externalDocs"), "docs"),
    "parameters of a path": (put("paths > /session/cancelMultiple > parameters", []), "path-item"),
    "a body that is no JSON": (
        put(f"{LOOKUP} > responses > 404 > content", {"text/html": {"schema": {"$ref": "#/components/schemas/HttpError"}}}),
        "media-type",
    ),
    # effects
    "an effect of a misspelt kind": (put(f"{CANCEL} > x-effect > kind", "cancle"), "effect"),
    "an effect of an unknown scope": (put(f"{CANCEL} > x-effect > scope", "wallet"), "effect"),
    "an effect of an unknown time": (put(f"{CANCEL} > x-effect > settles", "soon"), "effect"),
    "an effect with a member too many": (put(f"{CANCEL} > x-effect > bucket", "ip"), "effect"),
    "a cancel without a scope": (drop(f"{CANCEL} > x-effect > scope"), "effect"),
    "a cancel that does not say when it settles": (drop(f"{CANCEL} > x-effect > settles"), "effect"),
    "an operation without buckets": (drop(f"{CANCEL} > x-effect > buckets"), "effect"),
    "a read with a scope": (put(f"{LOOKUP} > x-effect > scope", "order"), "effect"),
    "a repeatable of a misspelt word": (put(f"{CANCEL} > x-effect > repeatable", value=True), "effect"),
    "a repeatable that follows from kind and scope": (put(f"{CANCEL} > x-effect > repeatable", "always"), "effect"),
    "a cancel that is to be repeated as the same bytes": (put(f"{CANCEL} > x-effect > repeatable", "identical"), "effect"),
    "a bucket that does not exist": (put(f"{CANCEL} > x-effect > buckets", ["ip", "order"]), "bucket"),
    "a bucket that nobody shares": (drop("x-buckets > ip > per"), "bucket"),
    "a bucket without its seconds": (put("x-buckets > ip > seconds", None), "bucket"),
    "a misspelt verdict": (put(f"{CANCEL} > x-effect > statuses > 400", "not-acted"), "verdict"),
    "a read that acts": (put(f"{LOOKUP} > x-effect > statuses > 503", "may_have_acted"), "verdict"),
    "a failure that is said to prove something": (put(f"{CANCEL} > x-effect > statuses > 503", "not_acted"), "verdict"),
    "a default that is said to prove something": (put(f"{CANCEL} > x-effect > statuses > default", "acted"), "verdict"),
    "a rate limit that is said to act": (put(f"{CANCEL} > x-effect > statuses > 429", "may_have_acted"), "verdict"),
    "no default": (drop(f"{CANCEL} > x-effect > statuses > default"), "status"),
    "a response without a verdict": (drop(f"{CANCEL} > x-effect > statuses > 400"), "status"),
    "a verdict without a response": (put(f"{CANCEL} > x-effect > statuses > 409", "not_acted"), "status"),
    # pointers
    "a payload that is not there": (put(f"{CANCEL} > x-payload", "data.orders"), "pointer"),
    "positions in a field that is not there": (put(f"{CANCEL} > x-positional > request", "sessionIds"), "pointer"),
    "positions in a field that is no list": (put(f"{LOOKUP} > x-positional", {"request": "data", "reply": "data.order"}), "pointer"),
    "positions in a reply that is no list": (put(f"{CANCEL} > x-positional > reply", ""), "pointer"),
    "positions in a list that may be left out": (drop("components > schemas > CancelMultipleRequest > required"), "pointer"),
    "a misspelt word about positions": (put(f"{CANCEL} > x-positional > replies", "data"), "pointer"),
    # how well it is documented
    "a status of an unknown word": (put(f"{CANCEL} > x-status", "guessed"), "documentation"),
    "a status on a schema": (put(f"{RESULT} > x-status", "partial"), "extension"),
    "a status on a path": (put("paths > /session/cancelMultiple > x-status", "partial"), "extension"),
    "deprecated by its status alone": (put(f"{CANCEL} > x-status", "deprecated"), "documentation"),
    "deprecated and not by its status": (put(f"{CANCEL} > deprecated", value=True), "documentation"),
}

GRADED_SINCE_CASES: dict[str, tuple[Edit, str]] = {
    "a misspelt word about pages": (put(f"{GRADED_SINCE} > x-page > replace", "since"), "pointer"),
    "a next cursor that is no text": (put(f"{GRADED_SINCE} > x-page > next", "data.hasMore"), "pointer"),
    "a last page told by text": (put(f"{GRADED_SINCE} > x-page > more", "data.cursor"), "pointer"),
    "a last page told by nothing": (put(f"{GRADED_SINCE} > x-page > more", "hasMore"), "pointer"),
    "a cursor in place of what is no parameter": (put(f"{GRADED_SINCE} > x-page > replaces", "from"), "pointer"),
    "a cursor in place of itself": (put(f"{GRADED_SINCE} > x-page > replaces", "cursor"), "pointer"),
}

MESSAGES_CASES: dict[str, tuple[Edit, str]] = {
    "a host without encryption": (put(f"{MESSAGES} > servers", [{"url": "http://streaming-api.4casters.io"}]), "path-item"),
    "no host": (put(f"{MESSAGES} > servers", []), "path-item"),
    "two hosts": (put(f"{MESSAGES} > servers", [{"url": "https://a.example"}, {"url": "https://b.example"}]), "path-item"),
    "parameters beside a host": (put(f"{MESSAGES} > parameters", []), "path-item"),
}

GRADED_CASES: dict[str, tuple[Edit, str]] = {
    "a field with two underscores in front": (
        put("components > schemas > LoadError > properties > __id", {"type": "string"}),
        "property-name",
    ),
}

BATCH_CASES: dict[str, tuple[Edit, str]] = {
    "a place that is to be repeated at will": (put(f"{BATCH} > x-effect > repeatable", "always"), "effect"),
    "a place that says that it is not to be repeated": (put(f"{BATCH} > x-effect > repeatable", "never"), "effect"),
    "positions that are nowhere": (drop(f"{BATCH} > x-positional > reply"), "pointer"),
    "positions in a request that is no list": (put(f"{BATCH} > x-positional > request", ""), "pointer"),
}

OHLC_CASES: dict[str, tuple[Edit, str]] = {
    "a header called like a word of Python": (put(f"{OHLC} > parameters[2] > in", "header"), "property-name"),
    "a parameter called like a word that the template leaves as it is": (put(f"{OHLC} > parameters[2] > name", "import"), "property-name"),
}

REDEEM_CASES: dict[str, tuple[Edit, str]] = {
    "funds with a scope": (put(f"{REDEEM} > x-effect > scope", "account"), "effect"),
    "funds that do not say when they settle": (drop(f"{REDEEM} > x-effect > settles"), "effect"),
    "funds of a misspelt kind": (put(f"{REDEEM} > x-effect > kind", "fund"), "effect"),
    "an account with a scope": (
        both(put(f"{REDEEM} > x-effect > kind", "account"), put(f"{REDEEM} > x-effect > scope", "order")),
        "effect",
    ),
    "a failure that is said to leave funds alone": (put(f"{REDEEM} > x-effect > statuses > default", "not_acted"), "verdict"),
}

PAGE_CASES: dict[str, tuple[Edit, str]] = {
    "a scope that is to be repeated": (put(f"{CANCEL_ALL} > x-effect > repeatable", "always"), "effect"),
    "a cursor that is no parameter": (put(f"{OPEN} > x-page > cursor", "after"), "pointer"),
    "a next cursor that is not there": (put(f"{OPEN} > x-page > next", "cursor"), "pointer"),
    "items that are no list": (put(f"{OPEN} > x-page > items", "walletAddress"), "pointer"),
    "two operations of one name": (put(f"{CANCEL_ALL} > operationId", "listOpenOrders"), "operation-id"),
    "an example in a list of examples": (put("components > schemas > CancelAllRequest > examples", [{"outcome": "0"}]), "example"),
}

STARTS: dict[tuple[str, ...], dict[str, tuple[Edit, str]]] = {
    (FOURCASTERS,): REST_CASES,
    (FOURCASTERS, "/user/v2/getGradedSince"): GRADED_SINCE_CASES,
    (FOURCASTERS, "/v2/user/messages"): MESSAGES_CASES,
    (FOURCASTERS, "/user/v2/getGraded"): GRADED_CASES,
    (PREDICTSTREET,): PAGE_CASES,
    (PREDICTSTREET, "/api/orders/place-batch"): BATCH_CASES,
    (PREDICTSTREET, "/api/markets/{symbol}/ohlc"): OHLC_CASES,
    (PREDICTSTREET, "/api/me/positions/redeem"): REDEEM_CASES,
}
CASES = [(start, words, edit, rule) for start, table in STARTS.items() for words, (edit, rule) in table.items()]
