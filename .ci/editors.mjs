// Holds the editors' schemas to lint, with the language services that editors
// have: editors.mjs EDSLINT CHECKOUT. What lint finds of structure in a file they
// must report on the same lines, and nothing else; and they must complete and
// explain what is written here.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node.js';
import YAML from 'yaml';
import jsonService from 'vscode-json-languageservice';

const [edslint, checkout] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'editors-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

function run(...args) {
  const ended = spawnSync(edslint, args, { encoding: 'utf8', cwd: checkout, maxBuffer: 1 << 28 });
  assert.ok(ended.status !== null, String(ended.error));
  return ended;
}

function schema(name, ...args) {
  const file = path.join(folder, `${name}.json`);
  const { stdout, stderr, status } = run('schema', ...args);
  assert.equal(status, 0, stderr);
  fs.writeFileSync(file, stdout);
  return file;
}

// The YAML language server, as VS Code and Neovim start it.
async function yamlServer(file) {
  const server = spawn(process.execPath, ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false }, schemas: file ? { [pathToFileURL(file)]: '*.yaml' } : {} };
  let configured;
  const ready = new Promise((resolve) => { configured = resolve; });
  client.onRequest('workspace/configuration', ({ items }) => {
    setImmediate(configured);
    return items.map(({ section }) => (section === 'yaml' ? yaml : null));
  });
  client.onRequest('client/registerCapability', () => null);
  const waiting = new Map();
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
  client.listen();
  await client.sendRequest('initialize', {
    processId: process.pid, rootUri: 'file:///w',
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } }, hover: { contentFormat: ['markdown'] } },
    },
  });
  client.sendNotification('initialized', {});
  client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await ready;
  let opened = 0;
  const open = (text) => {
    const uri = `file:///w/${opened++}.yaml`;
    const diagnostics = new Promise((resolve) => waiting.set(uri, resolve));
    client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return { textDocument: { uri }, diagnostics };
  };
  return {
    check: (text) => open(text).diagnostics,
    complete: async (text, position) => (await client.sendRequest('textDocument/completion', { ...open(text), position })).items,
    hover: async (text, position) => (await client.sendRequest('textDocument/hover', { ...open(text), position }))?.contents.value ?? '',
    stop: () => { client.dispose(); server.kill(); },
  };
}

// The service behind VS Code's JSON, and behind jsonls.
function jsonServer(file) {
  const service = jsonService.getLanguageService({ clientCapabilities: jsonService.ClientCapabilities.LATEST });
  const uri = String(pathToFileURL(file));
  service.configure({ validate: true, schemas: [{ uri, fileMatch: ['*'], schema: JSON.parse(fs.readFileSync(file, 'utf8')) }] });
  const open = (text) => {
    const document = jsonService.TextDocument.create('file:///w/a.json', 'json', 1, text);
    return [document, service.parseJSONDocument(document)];
  };
  return {
    check: (text) => service.doValidation(...open(text)),
    complete: async (text, position) => { const [d, parsed] = open(text); return (await service.doComplete(d, position, parsed)).items; },
    hover: async (text, position) => { const [d, parsed] = open(text); return [(await service.doHover(d, position, parsed))?.contents ?? ''].flat().join('\n'); },
    stop: () => {},
  };
}

// The text before and after a bar, and where it stood.
function cursor(marked) {
  const at = marked.indexOf('|');
  const before = marked.slice(0, at).split('\n');
  return [marked.slice(0, at) + marked.slice(at + 1), { line: before.length - 1, character: before.at(-1).length }];
}

const lines = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
const shown = (diagnostics) => diagnostics.map((d) => `${d.range.start.line + 1}: ${d.message}`).join('\n');

// Where editors can't say what lint says; docs/editors.md tells of each.
const differs = {
  'bad/camel-case.json': [1, 2, 6, 7, 8], // a misspelt member is also a missing one
  'bad/misspelt-required-member.yaml': [3, 4], // the same
  'bad/two-hundred-and-one-tags.json': [4], // too many items are marked at the list
  'bad/retention-with-point.yaml': [], // 90.0 is whole
  'bad/unquoted-date.yaml': [], // a date is a string
};

// requests checks each sample, and what the linter says of structure and an
// editor in the schema's own words against each other.
async function requests(edition, servers) {
  const samples = path.join(checkout, 'testdata/requests');
  const names = ['good', 'bad'].flatMap((kind) => fs.readdirSync(path.join(samples, kind)).filter((f) => /\.(json|ya?ml)$/.test(f)).map((f) => `${kind}/${f}`));
  const report = JSON.parse(run('lint', '--no-config', '--no-suppress', '--edition', edition, '--format', 'json', ...names.map((n) => `testdata/requests/${n}`)).stdout);
  const found = Object.groupBy ? Object.groupBy(report.findings, (f) => f.file) : report.findings.reduce((all, f) => { (all[f.file] ??= []).push(f); return all; }, {});
  let checked = 0;
  let words = 0;
  await Promise.all(names.map(async (name) => {
    const findings = found[`testdata/requests/${name}`] ?? [];
    if (findings.some((f) => f.ruleId.startsWith('EDS9') && f.level === 'error')) return; // nothing was read, or no request
    const structure = findings.filter((f) => f.ruleId.startsWith('EDS0'));
    const text = fs.readFileSync(path.join(samples, name), 'utf8').replace(/^\uFEFF/, ''); // as editors do
    const diagnostics = await servers[name.endsWith('.json') ? 'json' : 'yaml'].check(text);
    const want = differs[name] ?? lines(structure.map((f) => f.region.startLine));
    assert.deepEqual(lines(diagnostics.map((d) => d.range.start.line + 1)), want, `${edition}: ${name}\n${shown(diagnostics)}`);
    for (const d of diagnostics) {
      const own = /^(?:a value of )?`\w+` (must|is|takes) .*$/.exec(d.message);
      if (!own) continue;
      const says = d.message.slice(own[0].indexOf(own[1])).replace(/, exactly so$/, '');
      const here = structure.filter((f) => f.region.startLine === d.range.start.line + 1);
      words += here.some((f) => f.message.includes(says));
      // Of a value of the wrong length lint doesn't also say what it doesn't match.
      assert.ok(here.some((f) => f.message.includes(says) || f.name === 'wrong-length'), `${edition}: ${name}: lint doesn't say "${says}"`);
    }
    checked++;
  }));
  for (const name of Object.keys(differs)) assert.ok(names.includes(name), `no sample is called ${name}`);
  assert.ok(checked > 150 && words > 10, `${checked} samples checked, ${words} messages`);
  return `${edition}: ${checked} samples, ${words} messages in lint's words`;
}

// faults makes of a good request one for each fault of structure at each place,
// in each way of writing, and checks that all say the same of all.
async function faults(edition, servers) {
  const good = {
    Name: 'audit-1', KmsKeyId: 'alias/audit', RetentionPeriod: 90, MultiRegionEnabled: true,
    AdvancedEventSelectors: [{ Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
    TagsList: [{ Key: 'owner', Value: 'security' }],
    ...(edition === '2023-06' ? {} : { BillingMode: 'EXTENDABLE_RETENTION_PRICING' }),
  };
  const all = [good, [good, good]];
  const put = (steps, change) => {
    const copy = structuredClone(good);
    const parent = steps.slice(0, -1).reduce((at, step) => at[step], copy);
    change(parent, steps.at(-1));
    all.push(copy, [good, copy]);
  };
  const visit = (value, steps) => {
    if (steps.length > 0) {
      for (const wrong of ['', 'x', 'a b?', '\u{1F600}', 'x'.repeat(5000), 7, 0.5, true, null, [], {}, [7], [''], ['\n']]) put(steps, (at, step) => { at[step] = wrong; });
      if (typeof steps.at(-1) === 'string') put(steps, (at, step) => { delete at[step]; });
    }
    if (typeof value !== 'object') return;
    if (!Array.isArray(value)) put([...steps, 'Zzz'], (at, step) => { at[step] = 1; });
    for (const [step, below] of Object.entries(value)) visit(below, [...steps, Array.isArray(value) ? Number(step) : step]);
  };
  visit(good, []);
  const texts = all.flatMap((request) => [['json', JSON.stringify(request, null, 1)], ['yaml', JSON.stringify(request, null, 1)], ['yaml', YAML.stringify(request)]]);
  const names = texts.map(([kind, text], i) => { fs.writeFileSync(path.join(folder, `${i}.${kind}`), text); return `${i}.${kind}`; });
  const report = JSON.parse(run('lint', '--no-config', '--edition', edition, '--format', 'json', ...names.map((n) => path.join(folder, n))).stdout);
  const found = new Map();
  for (const f of report.findings) found.set(path.basename(f.file), [...found.get(path.basename(f.file)) ?? [], f]);
  const rules = new Set();
  let checked = 0;
  await Promise.all(texts.map(async ([kind, text], i) => {
    const findings = found.get(names[i]) ?? [];
    if (findings.some((f) => f.ruleId.startsWith('EDS9') && f.level === 'error')) return;
    const structure = findings.filter((f) => f.ruleId.startsWith('EDS0'));
    for (const f of structure) rules.add(f.ruleId);
    const diagnostics = await servers[kind].check(text);
    assert.deepEqual(lines(diagnostics.map((d) => d.range.start.line + 1)), lines(structure.map((f) => f.region.startLine)),
      `${edition}: ${kind}\n${text.slice(0, 2000)}\n${shown(diagnostics)}\nlint: ${structure.map((f) => `${f.region.startLine}: ${f.message}`).join('\n')}`);
    checked++;
  }));
  return `${edition}: ${checked} requests with made faults, of ${[...rules].sort().join(', ')}`;
}

async function offers(server, marked, want, inserted = {}) {
  const [text, position] = cursor(marked);
  const items = await server.complete(text, position);
  const labels = items.map((i) => i.label.replaceAll('"', ''));
  for (const label of want) {
    const item = items[labels.indexOf(label)];
    assert.ok(item, `${marked}\noffers no ${label}, but ${labels.join(', ')}`);
    if (inserted[label]) assert.equal(item.textEdit?.newText ?? item.insertText, inserted[label], `${marked}\n${label}`);
  }
  return items;
}

async function explains(server, marked, ...want) {
  const [text, position] = cursor(marked);
  const hover = await server.hover(text, position);
  for (const words of want) assert.match(hover, words, marked);
}

export { assert, cursor, differs, explains, fs, jsonServer, lines, offers, path, requests, run, schema, shown, yamlServer, folder };

const older = schema('older', '--no-config', '--edition', '2023-06');
const newer = schema('newer', '--no-config', '--edition', '2026-05');
const config = schema('config', 'config');
const all = await Promise.all([older, newer, config].map(async (file) => ({ yaml: await yamlServer(file), json: jsonServer(file) })));
try {
  console.log(await faults('2023-06', all[0]));
  console.log(await faults('2026-05', all[1]));
  console.log(await requests('2023-06', all[0]));
  console.log(await requests('2026-05', all[1]));
} finally {
  for (const { yaml } of all) yaml.stop();
}
