// Hashes, signs and recovers typed data with ethers: node sign.mjs CASES ANSWERS, both JSON files.
//
// A case is { key, typed, signature }: typed data as wallets take it, and the signature that is to be recovered.

import { readFile, writeFile } from 'node:fs/promises';

import { TypedDataEncoder, Wallet, recoverAddress, verifyTypedData } from 'ethers';

const [from, into] = process.argv.slice(2);
const cases = JSON.parse(await readFile(from, 'utf8'));
const answers = [];

for (const { key, typed, signature } of cases) {
  const { EIP712Domain, ...types } = typed.types;
  const encoder = TypedDataEncoder.from(types);
  const digest = TypedDataEncoder.hash(typed.domain, types, typed.message);
  const wallet = new Wallet(key);
  answers.push({
    type: encoder.encodeType(typed.primaryType),
    domainType: TypedDataEncoder.from({ EIP712Domain }).encodeType('EIP712Domain'),
    separator: TypedDataEncoder.hashDomain(typed.domain),
    struct: TypedDataEncoder.hashStruct(typed.primaryType, types, typed.message),
    digest,
    address: wallet.address,
    signature: await wallet.signTypedData(typed.domain, types, typed.message),
    recovered: verifyTypedData(typed.domain, types, typed.message, signature),
    recoveredFromDigest: recoverAddress(digest, signature),
  });
}

await writeFile(into, JSON.stringify(answers));
