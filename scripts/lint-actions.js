// Validates action.yml and the workflows, offline, with GitHub's own language
// service. Usage: node lint-actions.js [root ...]
import { existsSync, globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';

// the packages import JSON without an import attribute, which Node refuses
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');

let problems = 0;
for (const root of process.argv.slice(2).length ? process.argv.slice(2) : ['.']) {
  // `uses: ./path` is the only kind of action whose metadata can be read offline
  const local = (step) => {
    const file = ['action.yml', 'action.yaml'].map((f) => join(root, step, f)).find((f) => existsSync(f));
    return file && parse(readFileSync(file, 'utf8'));
  };
  for (const file of globSync(['action.yml', '*/action.yml', '.github/workflows/*.yml'], { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    const document = TextDocument.create(pathToFileURL(posix.join('/', file)).href, 'yaml', 1, text);
    const found = await validate(document, {});
    if (file.includes('workflows')) {
      for (const job of Object.values(parse(text).jobs ?? {}))
        for (const step of job.steps ?? [])
          if (step.uses?.startsWith('./')) {
            const action = local(step.uses);
            if (!action)
              found.push({ range: { start: { line: 0, character: 0 } }, message: `no action at ${step.uses}` });
            const inputs = Object.keys(action?.inputs ?? {});
            for (const key of Object.keys(step.with ?? {}))
              if (!inputs.includes(key))
                found.push({
                  range: { start: { line: 0, character: 0 } },
                  message: `${step.uses} has no input ${key}`,
                });
          }
    }
    for (const { range, message } of found) {
      problems += 1;
      console.error(`${join(root, file)}:${range.start.line + 1}:${range.start.character + 1} ${message}`);
    }
  }
}
process.exitCode = problems ? 1 : 0;
