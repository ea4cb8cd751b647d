// Reads reports with what their readers read them with: readers.mjs FOLDER
// REVIEWDOG SCHEMA, where FOLDER holds the formats of each report and SCHEMA is
// Jenkins' of JUnit reports. What a reader finds must be as much as the JSON report
// holds.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as core from '@actions/core';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import junit from 'test-results-parser';
import { validateXML } from 'xmllint-wasm';

const [folder, reviewdog, jenkins] = process.argv.slice(2);
const read = (name, format) => fs.readFileSync(path.join(folder, `${name}.${format}`), 'utf8');
const names = fs.readdirSync(folder).filter((f) => f.endsWith('.markdown')).map((f) => path.parse(f).name);

// Each command is what the official toolkit writes of what it says.
function github(text) {
  const commands = text.split('\n').filter((line) => line.startsWith('::'));
  const unescape = (s) => s.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
  const keys = { file: 'file', line: 'startLine', endLine: 'endLine', col: 'startColumn', title: 'title' };
  let written = '';
  const write = process.stdout.write;
  process.stdout.write = (s) => { written += s; return true; };
  for (const command of commands) {
    const [, kind, properties, data] = /^::(\w+) (.*?)::(.*)$/.exec(command);
    const given = Object.fromEntries(properties.split(',').map((p) => [keys[p.slice(0, p.indexOf('='))], unescape(p.slice(p.indexOf('=') + 1))]));
    core[kind](data.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%'), given);
  }
  process.stdout.write = write;
  assert.equal(written, commands.map((c) => c + '\n').join(''));
}

// GitHub's flavour of Markdown makes of a report no element but these.
function markdown(text, rows) {
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
  const elements = new Set([...html.matchAll(/<(?!\/)[^>]*>/g)].map((m) => m[0].replace(/ href="https?:[^"]*"/, '')));
  const allowed = ['<a>', '<br>', '<br />', '<code>', '<h2>', '<li>', '<p>', '<strong>', '<table>', '<tbody>', '<td>', '<th>', '<thead>', '<tr>', '<ul>'];
  assert.deepEqual([...elements].filter((e) => !allowed.includes(e)), []);
  assert.equal((html.match(/<tr>/g) ?? []).length, rows ? rows + 1 : 0);
  for (const [, cell] of html.matchAll(/<td>([^\n]*)<\/td>\n<\/tr>/g)) assert.match(cell, /[.!?…]$/); // whole sentences, cut by no bar
  for (const [, link] of html.matchAll(/<a href="([^"]*)"/g)) assert.match(link, /^https:\/\/(example\.org|github\.com\/edslint\/edslint)\//);
}

const issues = [];
for (const name of names) {
  const json = JSON.parse(read(name, 'json'));
  const all = json.findings.length + json.failures.length;
  const quality = JSON.parse(read(name, 'gitlab'));
  try {
    github(read(name, 'github'));
    markdown(read(name, 'markdown'), json.findings.length);
    assert.equal(quality.length, all);
    assert.equal(new Set(quality.map((i) => i.fingerprint)).size, all);
    issues.push(...quality);
    assert.equal(JSON.parse(read(name, 'rdjson')).diagnostics.length, all);
    if (all > 0) { // the parser takes no empty report
      const { suites } = junit.parse({ type: 'junit', files: [path.join(folder, `${name}.junit`)] });
      assert.ok(suites.flatMap((s) => s.cases).length >= all);
    }
  } catch (e) {
    e.message = `${name}: ${e.message}`;
    throw e;
  }
  for (const format of ['rdjson', 'checkstyle']) {
    const args = [`-f=${format}`, '-reporter=local', '-filter-mode=nofilter', '-diff=git diff'];
    const shown = spawnSync(reviewdog, args, { cwd: folder, input: read(name, format), encoding: 'utf8' });
    assert.equal(shown.status, 0, `${name}: ${shown.stderr}`);
    assert.equal(shown.stdout.split('\n').length - 1, all, `${name}: reviewdog shows of ${format}\n${shown.stdout}`);
  }
  const rdjson = spawnSync('node_modules/.bin/rdformat-validator', [path.join(folder, `${name}.rdjson`)], { encoding: 'utf8' });
  assert.equal(rdjson.status, 0, `${name}: ${rdjson.stdout}${rdjson.stderr}`);
}

// The schema is of 2010. Two things in it Jenkins has widened since.
let schema = fs.readFileSync(jenkins, 'utf8');
for (const [old, wider] of [
  [/<xs:element name="testsuite">[^]*?(?=<xs:attribute)/, '$&<xs:attribute name="file" type="xs:string"/>'],
  [/<xs:element name="skipped" type="xs:string"\/>/, '<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message"/></xs:complexType></xs:element>'],
]) {
  assert.match(schema, old);
  schema = schema.replace(old, wider);
}
const reports = names.map((name) => ({ fileName: `${name}.junit`, contents: read(name, 'junit') }));
const { valid, errors } = await validateXML({ xml: reports, schema });
assert.ok(valid, errors.map((e) => e.rawMessage).join('\n'));

// What a type has of literals only a compiler checks.
fs.writeFileSync('quality.ts', `import type { Issue } from 'codeclimate-types'\nexport const issues: Issue[] = ${JSON.stringify(issues)}\n`);
const tsc = spawnSync('node_modules/.bin/tsc', ['--noEmit', '--strict', '--skipLibCheck', 'quality.ts'], { encoding: 'utf8' });
assert.equal(tsc.status, 0, tsc.stdout + tsc.stderr);
console.log(`${names.length} reports read`);
