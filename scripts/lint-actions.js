// Checks action.yml, our workflows, the example workflows and the YAML in our documents, offline: with GitHub's own
// language service, and by three rules of ours. Steps that use this action give inputs it has and all that it requires,
// and read outputs it has; other people's actions are pinned in our workflows by a full commit SHA with the version
// beside it. Usage: node scripts/lint-actions.js
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LineCounter, parse, parseDocument } from 'yaml';
import { readYamlBlocks } from './workflows.ts';

process.chdir(`${import.meta.dirname}/..`);

// The packages import JSON without an import attribute, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');

const action = parse(readFileSync('action.yml', 'utf8'));
const required = Object.keys(action.inputs).filter((name) => action.inputs[name].required);

/** Tells whether a step uses this action: from a checkout of it, or as others write it. */
const isOurs = (uses) => uses === './' || /^[^/]+\/oci-artifact@/.test(uses);

/** Gives what is wrong with the steps of a workflow, as a path in the document and a message each. */
function problemsOfSteps(workflow, isPinned) {
  const problems = [];
  for (const [jobName, job] of Object.entries(workflow.jobs ?? {})) {
    const ours = [];
    for (const [index, { id, uses = '', with: inputs, ...step }] of (job.steps ?? []).entries()) {
      // An example of a mistake.
      if (!isPinned && step['continue-on-error']) continue;
      const at = ['jobs', jobName, 'steps', index];
      if (isOurs(uses)) {
        ours.push(id);
        for (const name of Object.keys(inputs ?? {})) {
          if (!(name in action.inputs)) problems.push([[...at, 'with', name], `action.yml has no input ${name}`]);
        }
        for (const name of required) {
          if (!(name in (inputs ?? {}))) problems.push([[...at, 'uses'], `the input ${name} is missing`]);
        }
      } else if (uses.startsWith('./')) {
        problems.push([[...at, 'uses'], `there is no action ${uses}`]);
      } else if (isPinned && uses !== '' && !/@[0-9a-f]{40}$/.test(uses)) {
        problems.push([[...at, 'uses'], `${uses} is not pinned by a commit SHA`]);
      }
    }
    for (const [, id, name] of JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      if (ours.includes(id) && !(name in action.outputs)) {
        problems.push([['jobs', jobName], `action.yml has no output ${name}, which steps.${id}.outputs names`]);
      }
    }
  }
  return problems;
}

/** Gives the lines with a pinned action that do not say its version. */
function linesWithoutVersion(text) {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => /uses: \S+@[0-9a-f]{40}/.test(line) && !/[0-9a-f]{40} # v\d+(\.\d+){2}$/.test(line))
    .map(({ number }) => number);
}

let count = 0;
const report = (file, line, message) => {
  count += 1;
  console.error(`${file}:${line} ${message}`);
};

const ours = globSync('.github/workflows/*.yml').map((file) => file.replaceAll('\\', '/'));
const texts = ['action.yml', ...ours.sort()].map((file) => ({ file, line: 1, text: readFileSync(file, 'utf8') }));
// A block that is no workflow is only read, which fails when it is not YAML.
const examples = readYamlBlocks('.').flatMap(({ file, line, workflow }) =>
  workflow ? [{ file, line: line - workflow.before, text: workflow.text }] : [],
);
for (const [index, { file, line: start, text }] of [...texts, ...examples].entries()) {
  const isPinned = file.startsWith('.github/');
  const at = (line, message) => report(file, start + line - 1, message);
  // The service tells action.yml from a workflow by the folder, which it looks for in the URI. It remembers what it has
  // read by the URI, so each text needs its own.
  const uri = file === 'action.yml' ? 'file:///action.yml' : `file:///.github/workflows/${index}.yml`;
  for (const { range, message } of await validate(TextDocument.create(uri, 'yaml', 1, text), {})) {
    at(range.start.line + 1, message);
  }
  if (file === 'action.yml') continue;
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (const [path, message] of problemsOfSteps(document.toJS() ?? {}, isPinned)) {
    at(counter.linePos(document.getIn(path, true)?.range[0] ?? 0).line, message);
  }
  if (isPinned) for (const line of linesWithoutVersion(text)) at(line, 'the version is not in a comment');
}
console.log(`${texts.length} files and ${examples.length} workflows in documents and examples, ${count} problems`);
process.exitCode = count > 0 ? 1 : 0;
