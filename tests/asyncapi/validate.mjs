// Validates AsyncAPI documents: node validate.mjs FILE...
//
// A validator that accepts everything would prove nothing, so it must also reject each document once it is spoilt.

import { readFile } from 'node:fs/promises';

import { Parser } from '@asyncapi/parser';

const ERROR = 0;
const WARNING = 1;

const SPOILT = {
  'another version': (document) => { document.asyncapi = '9.0.0'; },
  'no title': (document) => { delete document.info.title; },
  'an unknown member': (document) => { document.channels.socket.nonsense = true; },
  'a server without a protocol': (document) => { delete document.servers.venue.protocol; },
  'an operation that neither sends nor receives': (document) => { Object.values(document.operations)[0].action = 'shout'; },
  'an operation on a channel that is not there': (document) => { Object.values(document.operations)[0].channel.$ref = '#/channels/nowhere'; },
  'a message whose payload is not there': (document) => { Object.values(document.components.messages)[0].payload.$ref = '#/components/schemas/Nobody'; },
  'a schema of no known type': (document) => { Object.values(document.components.schemas)[0].type = 'texts'; },
};

const parser = new Parser();

async function faults(text) {
  const { document, diagnostics } = await parser.parse(text);
  const found = diagnostics.filter(({ severity }) => severity === ERROR);
  const warnings = diagnostics.filter(({ severity }) => severity === WARNING);
  if (document === undefined && found.length === 0) found.push({ message: 'is no AsyncAPI document', path: [] });
  return { found, warnings };
}

const files = process.argv.slice(2);
let wrong = files.length === 0 ? 1 : 0;
if (wrong) console.error('no files were given');

for (const file of files) {
  const text = await readFile(file, 'utf8');
  const { found, warnings } = await faults(text);
  for (const { message, path } of found) console.error(`${file}#/${path.join('/')}: ${message}`);
  for (const { message, path } of warnings) console.log(`${file}#/${path.join('/')}: warning: ${message}`);
  wrong += found.length;
  let rejected = 0;
  for (const [name, spoil] of Object.entries(SPOILT)) {
    const document = JSON.parse(text);
    spoil(document);
    if ((await faults(JSON.stringify(document))).found.length > 0) {
      rejected += 1;
    } else {
      console.error(`${file}: was accepted with ${name}`);
      wrong += 1;
    }
  }
  console.log(`${file}: ${found.length === 0 ? 'valid' : 'INVALID'}; ${rejected} of ${Object.keys(SPOILT).length} spoilt copies rejected`);
}

process.exitCode = wrong === 0 ? 0 : 1;
