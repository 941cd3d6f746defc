import { isAbsolute, relative } from 'node:path';
import process from 'node:process';
import { Command, Option } from 'commander';
import { collect, configOption } from './config-option';
import { excludeOption, exclusionsOf } from './exclude-option';
import { Invocation, Outcome } from './invocation';
import { BaseRead, readBase } from './read-base';
import { ReadSight, readSight } from './read-sight';
import { settingsChanged } from './settings-changed';
import { checkManifests } from '../check/check-manifests';
import { chooseRules } from '../check/choose-rules';
import { NOTHING_DECIDED } from '../check/ignore';
import { changesPassedOver, PASSED_OVER } from '../files/passed-over';
import { readBytes } from '../files/read-bytes';
import { configFilesOf, DEFAULT_CONFIG } from '../files/read-config-files';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { Finding, Severity } from '../message/message';
import { counted } from '../message/text';
import { Baseline, divideByBaseline, readBaseline } from '../report/baseline';
import { githubReport } from '../report/github';
import { jsonReport } from '../report/json';
import { ruleListJson, ruleListText } from '../report/meaning';
import { isAtLeast, Report, SEVERITIES } from '../report/report';
import { sarifReport } from '../report/sarif';
import { textReport } from '../report/text';

interface CheckOptions {
  readonly config: string[];
  readonly exclude: string[];
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly failOn: Severity | 'never';
  readonly show: Severity;
  readonly baseline?: string;
  readonly diffBase?: string;
  readonly rule: string[];
  readonly skipRule: string[];
  readonly listRules: boolean;
  readonly verbose: boolean;
}

/** `check`: whether Speedscale works in this mesh, as far as the manifests tell. */
export function checkCommand(program: Command, invocation: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('check [paths...]')
    .description('check manifests ("-" for standard input): whether Istio lets Speedscale\'s pods out, and what is wrong with captures, Sidecars and ServiceEntries')
    .addOption(configOption(DEFAULT_CONFIG))
    .addOption(excludeOption())
    .addOption(new Option('--format <format>', 'how to print the findings').choices(['text', 'json', 'sarif', 'github']).default('text'))
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices([...SEVERITIES, 'never']).default('error'))
    .addOption(new Option('--show <severity>', 'print findings from this severity on; all are counted').choices(SEVERITIES).default('info'))
    .option('--baseline <file>', 'an earlier report as JSON: what it has does not fail')
    .option('--diff-base <path>', 'an older tree of what is checked: say what becomes reachable, what no longer is, and what another ServiceEntry serves')
    .option('--rule <id>', 'check this rule alone; may be repeated', collect, [])
    .option('--skip-rule <id>', 'leave this rule out; may be repeated', collect, [])
    .option('--list-rules', 'print the rules, or those that --rule and --skip-rule choose, as text or JSON, and check nothing', false)
    .option('--verbose', 'name each document and folder that was passed over', false)
    .action((paths: string[], options: CheckOptions) => {
      const chosen = chooseRules(options.rule, options.skipRule);
      if (options.listRules) {
        answer({ stdout: ruleList(chosen, options.format), stderr: '', exitCode: 0 });
        return;
      }
      const baseline = options.baseline === undefined ? new Map() : readBaseline(options.baseline, readBytes(options.baseline).toString());
      const exclude = exclusionsOf(options.exclude);
      const sight = readSight(paths, configFilesOf(options.config), invocation, { exclude });
      const base = options.diffBase === undefined ? undefined : readBase(options.diffBase, paths, sight.config, exclude, invocation.progress);
      const ofSettings = options.diffBase === undefined ? [] : settingsChanged(configFilesOf(options.config), options.diffBase, paths);
      invocation.progress?.begin(`checking: ${counted(sight.read.inventory.entries.length, 'object')}`);
      const report = reportOf({ ...sight, findings: [...sight.findings, ...ofSettings] }, chosen, baseline, base);
      const failing = report.findings.some(({ id, severity }) => (
        id === NOTHING_DECIDED || (options.failOn !== 'never' && isAtLeast(severity, options.failOn))));
      answer({ stdout: format(report, options, invocation), stderr: '', exitCode: failing ? 1 : 0 });
    });
}

function ruleList(chosen: ReadonlySet<string>, wanted: CheckOptions['format']): string {
  switch (wanted) {
    case 'text': return ruleListText(chosen);
    case 'json': return ruleListJson(chosen);
    default: throw new InputError(finding('rule-list-not-in-format', { format: wanted }));
  }
}

function reportOf({ read, settings, findings }: ReadSight, chosen: ReadonlySet<string>, baseline: Baseline, base: BaseRead | undefined): Report {
  const divided = checkManifests(read, settings, chosen, base);
  const notCompared = base === undefined ? [] : changesPassedOver(read.passedOver, base.passedOver);
  const { fresh, known } = divideByBaseline([...findings, ...notCompared, ...divided.findings].map(fromHere), baseline);
  return {
    findings: fresh,
    known,
    changes: divided.changes,
    calls: divided.calls,
    ignored: divided.ignored.map((each) => ({ ...each, finding: fromHere(each.finding) })),
    read: {
      files: read.files.length,
      objects: read.inventory.entries.length,
      passedOver: read.passedOver.map(({ file, line, type }) => ({ file, line, why: PASSED_OVER[type] })),
    },
  };
}

/** Code scanning wants paths from the folder in which the command runs, which is the repository's. */
function fromHere(found: Finding): Finding {
  const { file } = found.place;
  if (file === undefined || !isAbsolute(file)) return found;
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? found : { ...found, place: { ...found.place, file: path } };
}

function format(report: Report, { format: chosen, show, verbose }: CheckOptions, { env, isTerminal = false }: Invocation): string {
  switch (chosen) {
    case 'json': return jsonReport(report);
    case 'sarif': return sarifReport(report);
    case 'github': return githubReport(report, show);
    case 'text': return textReport(report, { show, verbose, colour: isTerminal && (env.NO_COLOR ?? '') === '' && env.CI === undefined && env.TERM !== 'dumb' });
  }
}
