import { CHOMPING_MODE, COLLECTION_STYLE, Event, EVENT_ID, getScalarValue, MappingEvent, parseEvents, ScalarEvent, SCALAR_STYLE, SequenceEvent, YAMLException } from 'js-yaml';
import { endOfLine, skipBlank } from './blank';
import { Entry, Item, MapNode, Node, ScalarNode, ScalarStyle, SequenceNode } from './node';
import { ReadingProblem } from './reading-problem';

/** How deep maps and lists may nest: far above what manifests do, far below what the stack holds. */
const maxDepth = 400;

const COLON = 58, COMMA = 44, DASH = 45, QUESTION_MARK = 63;
const styles: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/** Goes through the events of one document; `at` is how far into the text it has come. */
interface Cursor {
  readonly text: string;
  readonly events: readonly Event[];
  next: number;
  at: number;
}

/** The nodes of the one document in the text; `undefined` where it holds nothing. Throws a ReadingProblem. */
export function parse(text: string): Node | undefined {
  const events = eventsOf(text);
  if (events.length === 0) return undefined;
  const cursor: Cursor = { text, events, next: 1, at: text.startsWith('---') ? 3 : 0 };
  const root = readNode(cursor);
  const extra = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (extra !== -1) throw new ReadingProblem('document-not-yaml', { problem: 'a second document begins without a line "---"' }, skipBlank(text, cursor.at));
  return root;
}

function eventsOf(text: string): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = error.mark?.position ?? 0;
    if (error.reason.startsWith('nesting exceeded')) throw new ReadingProblem('document-too-deep', { limit: maxDepth }, offset);
    throw new ReadingProblem('document-not-yaml', { problem: error.reason }, offset);
  }
}

function readNode(cursor: Cursor): Node {
  const event = cursor.events[cursor.next++];
  switch (event.type) {
    case EVENT_ID.SCALAR: return readScalar(cursor, event);
    case EVENT_ID.MAPPING: return event.style === COLLECTION_STYLE.BLOCK ? readBlockMap(cursor, event) : readFlowMap(cursor, event);
    case EVENT_ID.SEQUENCE: return event.style === COLLECTION_STYLE.BLOCK ? readBlockSequence(cursor, event) : readFlowSequence(cursor, event);
    case EVENT_ID.ALIAS: {
      cursor.at = event.anchorEnd;
      const start = event.anchorStart - 1;
      return { type: 'alias', name: cursor.text.slice(event.anchorStart, event.anchorEnd), outer: start, start, end: event.anchorEnd };
    }
    default: throw new Error(`a document's value cannot begin with event ${event.type}`);
  }
}

interface Properties {
  readonly outer: number;
  readonly anchor?: string;
  readonly tag?: string;
}

/** Anchor and tag of an event; `outer` is -1 where it has neither. */
function propertiesOf(text: string, event: ScalarEvent | MappingEvent | SequenceEvent): Properties {
  const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
  if (anchorStart === -1) return tagStart === -1 ? none : { outer: tagStart, tag: text.slice(tagStart, tagEnd) };
  const anchor = text.slice(anchorStart, anchorEnd);
  if (tagStart === -1) return { outer: anchorStart - 1, anchor };
  return { outer: Math.min(anchorStart - 1, tagStart), anchor, tag: text.slice(tagStart, tagEnd) };
}

const none: Properties = { outer: -1 };

function readScalar(cursor: Cursor, event: ScalarEvent): ScalarNode {
  const { text } = cursor;
  const { outer, anchor, tag } = propertiesOf(text, event);
  const { start, end } = scalarRange(cursor, event);
  cursor.at = end;
  const style = event.valueStart === -1 ? 'empty' : styles[event.style];
  return { type: 'scalar', style, text: getScalarValue(text, event), outer: outer === -1 ? start : outer, start, end, anchor, tag };
}

function scalarRange({ text, at }: Cursor, event: ScalarEvent): { readonly start: number; readonly end: number } {
  const { valueStart, valueEnd, style } = event;
  const behindProperties = Math.max(at, event.anchorEnd, event.tagEnd);
  if (valueStart === -1) return { start: behindProperties, end: behindProperties };
  if (style === SCALAR_STYLE.PLAIN) return { start: valueStart, end: valueEnd };
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return { start: valueStart - 1, end: valueEnd + 1 };
  const start = skipBlank(text, behindProperties);
  return { start, end: blockScalarEnd(text, event, start) };
}

/** A block scalar ends with its last line that has text, or with its header; under `+`, with its last blank line. */
function blockScalarEnd(text: string, { valueStart, valueEnd, chomping }: ScalarEvent, header: number): number {
  const value = text.slice(valueStart, valueEnd);
  const kept = chomping === CHOMPING_MODE.KEEP ? value.replace(/\r?\n$/, '') : value.trimEnd();
  return kept === '' ? endOfLine(text, header) : endOfLine(text, valueStart + kept.length);
}

function mapNode({ text, at }: Cursor, event: MappingEvent, entries: readonly Entry[]): MapNode {
  const { outer, anchor, tag } = propertiesOf(text, event);
  const { start } = event;
  return { type: 'map', flow: event.style === COLLECTION_STYLE.FLOW, entries, outer: outer === -1 ? start : outer, start, end: at, anchor, tag };
}

function sequenceNode({ text, at }: Cursor, event: SequenceEvent, items: readonly Item[]): SequenceNode {
  const { outer, anchor, tag } = propertiesOf(text, event);
  const { start } = event;
  return { type: 'sequence', flow: event.style === COLLECTION_STYLE.FLOW, items, outer: outer === -1 ? start : outer, start, end: at, anchor, tag };
}

function readBlockMap(cursor: Cursor, event: MappingEvent): MapNode {
  const entries: Entry[] = [];
  cursor.at = event.start;
  while (cursor.events[cursor.next].type !== EVENT_ID.POP) entries.push(readEntry(cursor));
  cursor.next++;
  return mapNode(cursor, event, entries);
}

function readFlowMap(cursor: Cursor, event: MappingEvent): MapNode {
  const { text } = cursor;
  const entries: Entry[] = [];
  // A pair in a list, `[a: b]`, is a map without brackets.
  const bracketed = text[event.start] === '{' && !isPairKey(cursor, event);
  cursor.at = bracketed ? event.start + 1 : event.start;
  while (cursor.events[cursor.next].type !== EVENT_ID.POP) {
    entries.push(readEntry(cursor));
    if (bracketed) pass(cursor, COMMA);
  }
  cursor.next++;
  if (bracketed) cursor.at = skipBlank(text, cursor.at) + 1;
  return mapNode(cursor, event, entries);
}

/** Whether the `{` belongs to the first key of the pair, as in `[{a: b}: c]`. */
function isPairKey({ events, next }: Cursor, event: MappingEvent): boolean {
  const first = events[next];
  return first.type === EVENT_ID.MAPPING && first.start === event.start;
}

function readEntry(cursor: Cursor): Entry {
  const { text } = cursor;
  const explicit = skipBlank(text, cursor.at);
  const next = text.charCodeAt(explicit + 1);
  const isExplicit = text.charCodeAt(explicit) === QUESTION_MARK && (next === 32 || next === 10 || next === 13 || next === 9);
  cursor.at = isExplicit ? explicit + 1 : explicit;
  const key = readNode(cursor);
  pass(cursor, COLON);
  return { start: isExplicit ? explicit : key.outer, key, value: readNode(cursor) };
}

/** Moves behind the character, where it is the next thing in the text. */
function pass(cursor: Cursor, character: number): void {
  if (cursor.text.charCodeAt(cursor.at) === character) {
    cursor.at++;
    return;
  }
  const at = skipBlank(cursor.text, cursor.at);
  if (cursor.text.charCodeAt(at) === character) cursor.at = at + 1;
}

function readBlockSequence(cursor: Cursor, event: SequenceEvent): SequenceNode {
  const items: Item[] = [];
  cursor.at = event.start;
  while (cursor.events[cursor.next].type !== EVENT_ID.POP) {
    pass(cursor, DASH);
    items.push({ start: cursor.at - 1, value: readNode(cursor) });
  }
  cursor.next++;
  return sequenceNode(cursor, event, items);
}

function readFlowSequence(cursor: Cursor, event: SequenceEvent): SequenceNode {
  const items: Item[] = [];
  cursor.at = event.start + 1;
  while (cursor.events[cursor.next].type !== EVENT_ID.POP) {
    const value = readNode(cursor);
    items.push({ start: value.outer, value });
    pass(cursor, COMMA);
  }
  cursor.next++;
  cursor.at = skipBlank(cursor.text, cursor.at) + 1;
  return sequenceNode(cursor, event, items);
}
