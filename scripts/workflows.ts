// Finds the YAML in our documents and says what each block is, for scripts/lint-actions.js and the tests: a whole
// workflow, jobs, or steps, which are put into a workflow around them, or something else, such as a sync file.
import { globSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';

/** A block of YAML in a document, or a file of YAML as a whole. */
export interface YamlBlock {
  file: string;
  /** The line of the file in which `text` starts; lines that were put before it count backwards from there. */
  line: number;
  text: string;
  /** The same as a workflow, when it is one or a part of one; it has `before` lines more at its start. */
  workflow?: { text: string; before: number };
}

/** Reads all YAML of the documents that workflow authors and contributors see; fails for a block that is not YAML. */
export function readYamlBlocks(project: string): YamlBlock[] {
  const read = (pattern: string | string[]) =>
    globSync(pattern, { cwd: project })
      .map((file) => file.replaceAll('\\', '/'))
      .sort()
      .map((file) => ({ file, text: readFileSync(`${project}/${file}`, 'utf8') }));
  const documents = read(['*.md', 'docs/**/*.md']).flatMap(({ file, text }) => blocksOf(file, text));
  const workflows = read(['examples/workflows/*.yml', 'examples/tasks/[0-9]*.yml']).map(({ file, text }) => ({
    file,
    line: 1,
    text,
  }));
  return [...documents, ...workflows].map((block) => {
    const workflow = asWorkflow(block);
    return workflow ? { ...block, workflow } : block;
  });
}

/** The fenced blocks of a Markdown document that say they are YAML. */
function blocksOf(file: string, markdown: string): YamlBlock[] {
  const blocks = markdown.matchAll(/^([ \t]*)(`{3,})ya?ml\b[^\n]*\n([\s\S]*?)^[ \t]*\2[ \t]*$/gm);
  return [...blocks].map(({ index, 1: indent = '', 3: body = '' }) => ({
    file,
    line: markdown.slice(0, index).split('\n').length + 1,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

function asWorkflow({ file, line, text }: YamlBlock): YamlBlock['workflow'] {
  for (const { errors } of parseAllDocuments(text)) {
    if (errors[0]) throw new Error(`${file}:${line} ${errors[0].message}`);
  }
  // Flux reads files of several documents; nothing else here has them.
  if (/^---$/m.test(text)) return undefined;
  const content: unknown = parse(text);
  if (Array.isArray(content)) return content.every(isStep) ? around(text, 'steps', content) : undefined;
  if (content === null || typeof content !== 'object') return undefined;
  if ('jobs' in content) return { text, before: 0 };
  const isJobs = Object.values(content).every((job) => job !== null && typeof job === 'object' && 'steps' in job);
  return isJobs ? around(text, 'jobs', content) : undefined;
}

function isStep(item: unknown): boolean {
  return item !== null && typeof item === 'object' && ('uses' in item || 'run' in item);
}

/** A step that stands for one that is described elsewhere in the document: it publishes something. */
function publish(id: string): string {
  const inputs = "{ mode: push, reference: '${{ github.repository }}/manifests:latest', files: k8s/*.yaml }";
  return `      - id: ${id}\n        uses: OWNER/oci-artifact@v1\n        with: ${inputs}\n`;
}

/** Puts a workflow around jobs or steps, with the jobs and steps that they name and that are somewhere else. */
function around(text: string, kind: 'jobs' | 'steps', content: object): YamlBlock['workflow'] {
  const json = JSON.stringify(content);
  const own = new Set([...json.matchAll(/"id":"([\w-]+)"/g)].map(([, id]) => id));
  const foreign = [...json.matchAll(/\bsteps\.([\w-]+)\.outputs\b/g)].map(([, id]) => id).filter((id) => !own.has(id));
  const steps = [...new Set(foreign)].map((id) => publish(id ?? ''));
  const needed = new Map<string, Set<string>>();
  const note = (job: string) => needed.get(job) ?? needed.set(job, new Set()).get(job);
  if (kind === 'jobs')
    for (const { needs } of Object.values(content)) for (const job of [needs ?? []].flat()) note(job);
  for (const [, job = '', name = ''] of json.matchAll(/\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g)) note(job)?.add(name);
  const others = [...needed].filter(([job]) => kind === 'steps' || !(job in content));
  const jobs = others.map(([job, names]) => {
    const outputs = [...names].map((name) => `      ${name}: \${{ steps.publish.outputs.${name} }}\n`).join('');
    const head = `  ${job}:\n    runs-on: ubuntu-24.04\n    steps:\n${publish('publish')}`;
    return outputs === '' ? head : `${head}    outputs:\n${outputs}`;
  });
  const names = others.map(([job]) => job).join(', ');
  const example = `  example:\n    runs-on: ubuntu-24.04\n    needs: [${names}]\n    steps:\n`;
  const head = `on: [push, pull_request]\njobs:\n${jobs.join('')}${kind === 'steps' ? example + steps.join('') : ''}`;
  const indent = ' '.repeat(kind === 'steps' ? 6 : text.startsWith(' ') ? 0 : 2);
  return { text: head + text.replaceAll(/^(?=.)/gm, indent), before: head.split('\n').length - 1 };
}
