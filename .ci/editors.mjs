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

// Findings by the last part or parts of their file's path: "good/a.yaml".
function byFile(findings) {
  const found = new Map();
  for (const f of findings) {
    for (const parts of [1, 2]) {
      const name = f.file.split('/').slice(-parts).join('/');
      found.set(name, [...found.get(name) ?? [], f]);
    }
  }
  return found;
}

// The structural findings of a file, undefined where it could not be read or holds no request.
function structural(findings) {
  if (findings.some((f) => f.ruleId.startsWith('EDS9') && f.level === 'error')) return undefined;
  return findings.filter((f) => f.ruleId.startsWith('EDS0'));
}

// Where editors can't say what lint says; docs/editors.md tells of each.
const differs = {
  'bad/camel-case.json': [1, 2, 6, 7, 8], // a misspelt member is also a missing one
  'bad/misspelt-required-member.yaml': [3, 4], // the same
  'bad/two-hundred-and-one-tags.json': [4], // too many items are marked at the list
  'bad/retention-with-point.yaml': [], // 90.0 is whole
  'bad/unquoted-date.yaml': [], // a date is a string
};

// requests checks each sample, and that messages of the schema's own are lint's words.
async function requests(edition, servers) {
  const samples = path.join(checkout, 'testdata/requests');
  const names = ['good', 'bad'].flatMap((kind) => fs.readdirSync(path.join(samples, kind)).filter((f) => /\.(json|ya?ml)$/.test(f)).map((f) => `${kind}/${f}`));
  const report = JSON.parse(run('lint', '--no-config', '--no-suppress', '--edition', edition, '--format', 'json', ...names.map((n) => `testdata/requests/${n}`)).stdout);
  const found = byFile(report.findings);
  // What is written in another shape is held to the schema only once it is translated.
  const translated = report.files.filter((f) => f.requests.some((r) => r.shape && r.shape !== 'request')).map((f) => f.path.split('/').slice(-2).join('/'));
  let checked = 0;
  let words = 0;
  await Promise.all(names.map(async (name) => {
    const structure = structural(found.get(name) ?? []);
    if (structure === undefined || translated.includes(name)) return;
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
// as JSON and as YAML, alone and in a list, and checks that all say the same.
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
  const texts = all.flatMap((request) => [['json', JSON.stringify(request, null, 1)], ['yaml', YAML.stringify(request)]]);
  const names = texts.map(([kind, text], i) => { fs.writeFileSync(path.join(folder, `${i}.${kind}`), text); return `${i}.${kind}`; });
  const report = JSON.parse(run('lint', '--no-config', '--edition', edition, '--format', 'json', ...names.map((n) => path.join(folder, n))).stdout);
  const found = byFile(report.findings);
  const rules = new Set();
  let checked = 0;
  await Promise.all(texts.map(async ([kind, text], i) => {
    const structure = structural(found.get(names[i]) ?? []);
    if (structure === undefined) return;
    for (const f of structure) rules.add(f.ruleId);
    const diagnostics = await servers[kind].check(text);
    assert.deepEqual(lines(diagnostics.map((d) => d.range.start.line + 1)), lines(structure.map((f) => f.region.startLine)),
      `${edition}: ${kind}\n${text.slice(0, 2000)}\n${shown(diagnostics)}\nlint: ${structure.map((f) => `${f.region.startLine}: ${f.message}`).join('\n')}`);
    checked++;
  }));
  assert.ok(checked > 900 && rules.size >= 6, `${checked} requests, ${[...rules]}`);
  return `${edition}: ${checked} requests with made faults, of ${[...rules].sort().join(', ')}`;
}

// told checks what docs/editors.md tells of, beside the samples that differ: by
// request, the lines of lint's errors and those of an editor's.
async function told(servers) {
  const all = [
    ['yaml', 'Name: audit\nRetentionPeriod: 90.0\n', [2], []],
    ['json', '{"Name": "audit",\n"RetentionPeriod": 90.0}', [2], [2]],
    ['yaml', 'Name: audit\nRetentionPeriod: 9e1\n', [2], []],
    ['json', '{"Name": "audit",\n"RetentionPeriod": 9e1}', [2], []],
    ['yaml', 'Name: audit\nTagsList:\n  - Key: 2024-01-01\n', [3], []],
    ['yaml', 'Name: audit\nRetentionPeriod: 1_000\n', [], [2]],
    ['yaml', 'Name: audit\nRetentionPeriod: 0b1011010\n', [], [2]],
    ['json', `{"$schema": ${JSON.stringify(String(pathToFileURL(newer)))}, "Name": "audit",\n"RetentionPeriod": 90}`, [1], [1]],
    ['json', '[]', [1], []],
  ];
  for (const [i, [kind, text, lint, editor]] of all.entries()) {
    const file = path.join(folder, `told-${i}.${kind}`);
    fs.writeFileSync(file, text);
    const { findings } = JSON.parse(run('lint', '--no-config', '--edition', '2026-05', '--format', 'json', file).stdout);
    assert.deepEqual(lines(findings.filter((f) => f.level === 'error').map((f) => f.region.startLine)), lint, text);
    const diagnostics = (await servers[kind].check(text)).filter((d) => !d.message.startsWith('Unable to load schema'));
    assert.deepEqual(lines(diagnostics.map((d) => d.range.start.line + 1)), editor, `${text}\n${shown(diagnostics)}`);
  }
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

// configs checks that an editor reports nothing of a config that edslint doesn't,
// and of each mistake of structure the same line.
async function configs(server) {
  const good = {
    edition: 'latest', preset: 'strict', 'fail-level': 'error', context: { account: '111122223333', region: 'eu-west-1' },
    include: ['stores/**'], exclude: ['vendor'],
    rules: { EDS801: 'off', 'no-own-key': 'note', EDS803: { level: 'warning', params: { 'min-days': 400 } }, EDS301: { suppressible: false } },
    overrides: [{ paths: ['sandbox/**'], rules: { advice: 'off', EDS816: { level: 'note', params: { 'required-keys': ['owner'] } } } }],
    extend: {
      'resource-types': { 'AWS::New::Thing': { 'arn-formats': ['arn:<partition>:new:<region>:<account_ID>:thing/<id>'] } },
      'selector-fields': { newField: { 'event-categories': ['Data'], operators: ['Equals'] } },
      members: { NewMember: 'boolean' },
    },
    ignore: [{ rule: 'EDS203', path: 'legacy/*.json', pointer: '/AdvancedEventSelectors/0', reason: 'moved' }, { selector: 'all', reason: 'agreed', until: '2030-12-31' }],
    'required-version': '>= 0',
  };
  const same = { // each with the lines that both report
    'preset: stict': [1], 'presett: strict': [1], 'fail-level: [error]': [1], 'context:\n  account: 111122223333': [2], 'context:\n  account: "12"': [2],
    'context:\n  region: Ireland': [2], 'rules:\n  EDS801: of': [2], 'rules:\n  EDS801: {level: [off]}': [2], 'rules:\n  EDS801:\n    levels: off': [3],
    'overrides:\n  - paths: [a]': [2], 'overrides:\n  - rules: {}': [2], 'ignore:\n  - rule: EDS801': [2], 'ignore:\n  - reason: " "\n    rule: EDS801': [2],
    'ignore:\n  - reason: x\n    pointer: a/b': [3], 'ignore:\n  - reason: x\n    until: tomorrow\n    rule: EDS801': [3], 'include: [""]': [1], 'extend:\n  members: {New: text}': [2],
    'extend:\n  selector-fields:\n    x: {event-categories: []}': [3], 'extend:\n  selector-fields:\n    x: {}': [3], 'required-version: 2': [1], [YAML.stringify(good)]: [],
  };
  const texts = Object.keys(same);
  const visit = (value, steps) => {
    for (const wrong of steps.length > 0 ? ['', 7, { x: 1 }] : []) {
      const copy = structuredClone(good);
      steps.slice(0, -1).reduce((at, step) => at[step], copy)[steps.at(-1)] = wrong;
      texts.push(YAML.stringify(copy));
    }
    if (typeof value === 'object') for (const [step, below] of Object.entries(value)) visit(below, [...steps, Array.isArray(value) ? Number(step) : step]);
  };
  visit(good, []);
  await Promise.all(texts.map(async (text, i) => {
    const file = path.join(folder, `config-${i}.yaml`);
    fs.writeFileSync(file, text);
    const mistakes = run('config', '--config', file).stderr;
    const said = lines([...mistakes.matchAll(/^(?:edslint: )?\S*config-\d+\.yaml:(\d+):\d+: (?!warning: )/gm)].map((m) => Number(m[1])));
    const diagnostics = await server.check(text);
    const reported = lines(diagnostics.map((d) => d.range.start.line + 1));
    const all = `${text}\neditor:\n${shown(diagnostics)}\nedslint:\n${mistakes}`;
    // A missing key editors mark at the key of the object, edslint in the object.
    const missing = (line) => diagnostics.some((d) => d.range.start.line + 1 === line && d.message.startsWith('Missing')) && said.includes(line + 1);
    assert.ok(reported.every((line) => said.includes(line) || missing(line)), all);
    if (same[text]) assert.deepEqual([reported, said], [same[text], same[text]], all);
  }));
  return `${texts.length} configs`;
}

const filled = (text) => text.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1').replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\{?\d+\}?/g, '');

// snippets lints what an editor makes of each snippet for a whole request.
async function snippets(server, kind, edition) {
  const items = (await offers(server, '|', ['store of Management events', 'store of Data events'])).filter((i) => i.label.startsWith('store of'));
  const selectors = kind === 'json' ? '{"Name": "audit", "AdvancedEventSelectors": [|]}' : 'Name: audit\nAdvancedEventSelectors:\n  - |\n';
  const texts = items.map((i) => filled(i.textEdit?.newText ?? i.insertText));
  for (const i of (await offers(server, selectors, ['selector of Management events'])).filter((i) => i.label.startsWith('selector of'))) {
    texts.push(selectors.replace('|', filled(i.textEdit?.newText ?? i.insertText).replaceAll('\n', '\n  ')));
  }
  assert.ok(texts.length >= 7);
  texts.forEach((text, i) => {
    const file = path.join(folder, `snippet-${i}.${kind}`);
    fs.writeFileSync(file, text);
    const { stdout, status } = run('lint', '--no-config', '--edition', edition, '--fail-level', 'warning', file);
    assert.equal(status, 0, `${text}\n${stdout}`);
  });
}

const older = schema('older', '--no-config', '--edition', '2023-06');
const newer = schema('newer', '--no-config', '--edition', '2026-05');
const config = schema('config', 'config');
const [a, b, c] = await Promise.all([older, newer, config].map(async (file) => ({ yaml: await yamlServer(file), json: jsonServer(file) })));
const modeline = await yamlServer();
try {
  for (const [edition, servers] of [['2023-06', a], ['2026-05', b]]) {
    console.log(await requests(edition, servers));
    console.log(await faults(edition, servers));
    for (const kind of ['yaml', 'json']) await snippets(servers[kind], kind, edition);
  }
  await told(b);
  console.log(await configs(c.yaml));

  const [category, type] = ['eventCategory', 'resources.type'];
  const selector = 'Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n';
  const json = (rest) => `{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [${rest}]}]}`;
  // Members at each level.
  await offers(b.yaml, 'Name: audit\n|', ['AdvancedEventSelectors', 'BillingMode', 'RetentionPeriod', 'store of Data events']);
  await offers(b.yaml, 'Name: audit\nTagsList:\n  - |', ['Key', 'Value', 'tag']);
  await offers(b.yaml, `${selector}      - |`, ['Field', 'Equals', 'NotEndsWith', `condition on ${type}`]);
  await offers(b.yaml, `${selector}      - Field: ${category}\n        |`, ['Equals', 'NotEquals']);
  await offers(b.yaml, '- |', ['Name', 'AdvancedEventSelectors']);
  await offers(b.json, '{|}', ['Name', 'BillingMode', 'TagsList']);
  await offers(b.json, '[{|}]', ['Name', 'BillingMode', 'TagsList']);
  await offers(b.json, json('{|}'), ['Field', 'StartsWith']);
  await offers(b.json, json('|'), [`condition on ${category}`]);
  // Values, in quotes where YAML needs them.
  await offers(b.yaml, 'Name: audit\nBillingMode: |', ['FIXED_RETENTION_PRICING']);
  await offers(b.yaml, 'Name: audit\nStartIngestion: |', ['true', 'false']);
  await offers(b.yaml, `${selector}      - Field: |`, [category, type, 'vpcEndpointId']);
  await offers(b.yaml, `${selector}      - Field: ${category}\n        Equals: [|]`, ['Management', 'NetworkActivity']);
  await offers(b.yaml, `${selector}      - Field: ${type}\n        Equals:\n          - |`, ['AWS::S3::Object', 'AWS::Lambda::Function']);
  await offers(b.yaml, `${selector}      - Field: readOnly\n        Equals:\n          - |`, ['true', 'false'], { true: '"true"' });
  await offers(b.json, json('{"Field": |}'), [category, type]);
  await offers(b.json, json(`{"Field": "${category}", "Equals": [|]}`), ['Management', 'NetworkActivity']);
  await offers(b.json, json(`{"Field": "${type}", "Equals": ["|"]}`), ['AWS::S3::Object']);
  const known = async (marked) => (await offers(a.json, marked, [])).map((i) => JSON.parse(i.label));
  assert.deepEqual((await known(json('{"Field": |}'))).sort(), ['eventCategory', 'eventName', 'eventSource', 'readOnly', 'resources.ARN', 'resources.type']);
  assert.equal((await known(json(`{"Field": "${type}", "Equals": [|]}`))).length, 17);
  // What is explained.
  for (const [servers, mark] of [[b.yaml, (k, v) => `${k}: ${v}\n`], [b.json, (k, v) => `{"${k}": ${v}}`]]) {
    await explains(servers, mark('Retention|Period', 90), /Retention period, in days/, /3653/, /EDS301/);
    await explains(servers, mark('Billing|Mode', '"FIXED_RETENTION_PRICING"'), /7 to 2557 days/);
    await explains(servers, mark('AdvancedEventSelectors', `[{"FieldSelectors": [{"Field": "${type}", "Equals": ["AWS::S3|::Object"]}]}]`), /arn:<partition>:s3:::<bucket_name>\//);
    await explains(servers, mark('AdvancedEventSelectors', `[{"FieldSelectors": [{"Field": "read|Only", "Equals": ["true"]}]}]`), /Takes Equals/);
  }
  // The config.
  await offers(c.yaml, '|', ['preset', 'rules', 'ignore']);
  await offers(c.yaml, 'edition: |', ['auto', 'latest', '2023-06']);
  await offers(c.yaml, 'rules:\n  |', ['EDS801', 'termination-protection-off', 'advice']);
  await offers(c.yaml, 'rules:\n  EDS801: |', ['off', 'error'], { off: '"off"' });
  await offers(c.yaml, 'rules:\n  EDS803:\n    params:\n      |', ['min-days']);
  await offers(c.yaml, 'ignore:\n  - |', ['reason', 'ignore a rule until a day']);
  await offers(c.yaml, 'ignore:\n  - rule: |', ['EDS203', 'no-own-key']);
  await offers(c.yaml, 'context:\n  account: |', ['111122223333'], { 111122223333: '"111122223333"' });
  await explains(c.yaml, 'fail-|level: note', /Least level/, /Notes, warnings and errors/);
  await explains(c.yaml, 'ru|les: {}', /by id, name or family/);
  // A first line names the schema, without settings.
  const named = await modeline.check(`# yaml-language-server: $schema=${pathToFileURL(newer)}\nName: audit\nRetentionPeriod: "90"\n`);
  assert.equal(shown(named), '3: `RetentionPeriod` must be a whole number');
  console.log('completion, hover and a first line that names the schema');
} finally {
  for (const server of [a.yaml, b.yaml, c.yaml, modeline]) server.stop();
}
