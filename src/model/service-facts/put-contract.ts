import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';
import {
  isUnboundedList,
  namesErrors,
  type Operation,
  operationsOf,
  saysWhoMayCall,
} from '../dependencies/read-contract.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { unknown } from '../unknown.ts';
import type { ServiceContext } from './service-context.ts';

const MOST_FILES = 50;
const MOST_NAMED = 20;

interface Described {
  readonly document: Document;
  readonly operations: readonly Operation[];
}

/** What its OpenAPI files say of its interface. Nothing is concluded where there is none: code may write it. */
export function putContract(sheet: FactSheet, { contracts, home }: ServiceContext): void {
  const described = contracts
    .slice(0, MOST_FILES)
    .map((document) => ({ document, operations: operationsOf(document) }));
  const [first] = described;
  const nowhere = unknown('elsewhere', 'a contract may be kept elsewhere, or written by the program');
  sheet.put('contract', {}, first?.document ?? home);
  sheet.put('contract.present', first ? true : nowhere, first?.document ?? home);
  if (!first) {
    for (const fact of ['contract.problems', 'contract.withoutErrors']) sheet.put(fact, nowhere, home);
    return;
  }
  sheet.put('contract.files', described.map(({ document }) => document.file).slice(0, MOST_NAMED), first.document);
  sheet.put('contract.problems', described.flatMap(problemsOf).slice(0, MOST_NAMED), first.document, '/info');
  putVersioned(sheet, described);
  putOperations(sheet, described, 'contract.withoutErrors', (_, operation) => !namesErrors(operation));
  putOperations(sheet, described, 'contract.unsecured', (document, operation) => !saysWhoMayCall(document, operation));
  putOperations(sheet, described, 'contract.unboundedLists', isUnboundedList);
}

function putOperations(
  sheet: FactSheet,
  described: readonly Described[],
  fact: string,
  isMeant: (document: Document, operation: Operation) => boolean,
): void {
  const meant = described.flatMap(({ document, operations }) =>
    operations.filter((operation) => isMeant(document, operation)).map((operation) => ({ document, operation })),
  );
  const place = meant[0] ?? described[0];
  const pointer = meant[0]?.operation.pointer ?? '/paths';
  sheet.put(fact, meant.map(({ operation }) => operation.name).slice(0, MOST_NAMED), place?.document, pointer);
}

function problemsOf({ document, operations }: Described): readonly string[] {
  const { data, file } = document;
  const ids = operations.map((operation) => stringOf(operation.data['operationId'])).filter((id) => id !== undefined);
  const twice = new Set(ids).size === ids.length ? undefined : ids.find((id, index) => ids.indexOf(id) !== index);
  const silent = operations.find((operation) => Object.keys(dig(operation.data, 'responses') ?? {}).length === 0);
  return [
    ...['title', 'version']
      .filter((key) => dig(data, 'info', key) === undefined)
      .map((key) => `${file}: info has no ${key}`),
    ...(operations.length === 0 ? [`${file}: it describes no operation`] : []),
    ...(twice === undefined ? [] : [`${file}: the operationId ${twice} stands twice`]),
    ...(silent ? [`${file}: ${silent.name} has no responses`] : []),
  ];
}

const VERSION = /(?:^|\/)v\d+(?:[._-]?\w+)?(?:\/|$)/i;

/** Files that only hold schemas call for no version; one without an address may be served below one. */
function putVersioned(sheet: FactSheet, described: readonly Described[]): void {
  const open = described.filter((one) => one.operations.length > 0 && !isVersioned(one));
  const plain = open.find(({ document }) => basesOf(document).length > 0);
  const [first] = described;
  const untold = unknown('elsewhere', `${open[0]?.document.file} does not say at which address it is served`);
  sheet.put(
    'contract.versioned',
    plain ? false : open[0] ? untold : true,
    (plain ?? open[0] ?? first)?.document,
    '/paths',
  );
}

/** By the path, by the address of the server, or by a header that every operation takes. */
function isVersioned({ document, operations }: Described): boolean {
  if (basesOf(document).some((base) => VERSION.test(base))) return true;
  return operations.every((operation) => VERSION.test(operation.path) || hasVersionHeader(operation));
}

function basesOf({ data }: Document): readonly string[] {
  const servers = arrayOf(dig(data, 'servers')).map((server) => dig(server, 'url'));
  return [dig(data, 'basePath'), ...servers].flatMap((base) => stringOf(base) ?? []);
}

function hasVersionHeader({ parameters }: Operation): boolean {
  return parameters.some((one) => dig(one, 'in') === 'header' && /version/i.test(stringOf(dig(one, 'name')) ?? ''));
}
