// What keys and buttons do in the workbench.

import type { Carried } from '../api'
import { sendJSON } from '../http'
import { say } from '../lang/table'
import { says } from '../live/says'
import { diff } from '../live/diff'
import { toSpecs, type Spec } from '../live/text'
import type { Finding, PairName, Version } from '../message'
import type { Answer, Unit } from '../live/types'
import { announce, toast } from '../ui/toasts.svelte'
import { checkedShare, phrase, words } from '../words.svelte'
import type { Bench } from './bench.svelte'
import { errorsOf } from './bulk'
import { approvedBy } from './judge'
import { refused } from './refused'
import { Selection } from './selection.svelte'
import { message } from './message'
import { bySeverity, same, stretches } from './spans'
import { about, cellOpen, cellTexts, loud, openPairs, possible } from './state'

export class Actions {
  constructor(readonly bench: Bench) {}

  get #unit(): Unit | undefined {
    return this.bench.unit(this.bench.current)
  }

  get #t() {
    return words().bench
  }

  /** Says why something was refused; passes the answer on. */
  async #tell(answer: Promise<Answer>, done = ''): Promise<boolean> {
    if (refused(await answer)) return false
    if (done) toast(done)
    return true
  }

  // Moving

  /** Goes to a unit and into the version in hand, as an editor when one was open. */
  enter(unit: string, version = this.bench.column, edit = this.bench.active !== null, at = 0) {
    const { bench } = this
    bench.goto(unit, 'auto')
    bench.column = version
    const seg = bench.session.unit(unit)?.cells[version].segs[0]
    bench.active = edit && seg ? { seg, at } : null
  }

  /** Says why a key does nothing. */
  no(key: string, args?: Record<string, string>) {
    toast(say(says(key, args), words()))
  }

  step(by: 1 | -1) {
    const { visible, current } = this.bench
    const at = visible.indexOf(current)
    const next = visible[at < 0 ? 0 : at + by]
    if (next) this.enter(next)
    else this.no(by < 0 ? 'page.no.above' : 'page.no.below')
  }

  /** To the first unit shown, or the last. */
  edge(last: boolean) {
    const { visible } = this.bench
    if (visible.length) this.enter(visible[last ? visible.length - 1 : 0])
  }

  side(by: 1 | -1) {
    const { columns, column, current } = this.bench
    const version = columns[columns.indexOf(column) + by]
    if (version && current) this.enter(current, version)
    else this.no(by < 0 ? 'page.no.left' : 'page.no.right')
  }

  /** The next unit of which something is true, from the one in hand on and round the end. */
  #next(test: (unit: Unit) => boolean, by: 1 | -1 = 1, self = false): string | undefined {
    const { order, current } = this.bench
    const start = Math.max(order.indexOf(current), by > 0 && !current ? -1 : 0)
    for (let n = self ? 0 : 1; n <= order.length; n++) {
      const id = order[(start + by * n + order.length * 2) % order.length]
      const unit = this.bench.unit(id)
      if (unit && test(unit)) return id
    }
    return undefined
  }

  untranslated() {
    const id = this.#next(u => !!this.bench.flagsOf(u.id)?.untranslated)
    if (!id) return toast(this.#t.noUntranslated)
    const finding = this.bench.session.unit(id)!.findings.find(f => f.check.startsWith('cmp.'))
    const versions = this.bench.versions
    const version = finding?.odd ?? finding?.pair.findLast(v => versions.includes(v)) ?? this.bench.column
    this.enter(id, version)
  }

  finding(by: 1 | -1) {
    const { bench } = this
    const unit = this.#unit
    const here = unit ? [...unit.findings].filter(loud).sort(bySeverity) : []
    const at = here.findIndex(f => same(f, bench.lit))
    const within = at < 0 ? (by > 0 && !bench.lit ? 0 : -1) : at + by
    if (here[within]) return this.#light(unit!, here[within])
    const id = this.#next(u => u.findings.some(loud), by)
    if (!id) {
      const share = bench.overview.checked
      return toast(share < 1 ? this.#t.noFindingYet(checkedShare(share)) : this.#t.noMoreFindings)
    }
    const next = bench.unit(id)!
    const list = [...next.findings].filter(loud).sort(bySeverity)
    this.#light(next, by > 0 ? list[0] : list[list.length - 1])
  }

  #light(unit: Unit, finding: Finding) {
    const { bench } = this
    bench.goto(unit.id, 'auto')
    bench.active = null
    bench.column = finding.odd ?? finding.pair[finding.pair.length - 1]
    bench.lit = finding
    const t = words()
    const severity = t.bench.severities[finding.severity]
    announce(`${t.bench.unit(bench.number(unit.id) + 1)}. ${severity}. ${message(finding, t)}`)
  }

  // Confirming

  async confirmCell() {
    const { bench } = this
    bench.settle()
    const unit = this.#unit
    const version = bench.column
    if (!unit) return this.no('page.no.unit')
    const blocker = unit.findings.find(f => f.severity === 'blocker' && !possible(f) && about(f, version))
    if (blocker) return toast(this.#t.mendFirst(message(blocker, words())), { bad: true })
    if (!(await this.#tell(bench.session.setState(unit.id, version, 'done'), this.#t.cellDone))) return
    const next = this.#next(u => cellOpen(u, version))
    if (!next || next === unit.id) return toast(this.#t.noMoreOpen)
    this.enter(next, version)
  }

  /** Approves all pairs of the unit that are open, and goes on. */
  async approve(goOn = true) {
    const { bench } = this
    const unit = this.#unit
    const required = bench.info?.required ?? []
    if (!unit) return this.no('page.no.unit')
    const pairs = openPairs(unit, required)
    if (!pairs.length) toast(this.#t.nothingToApprove)
    else if (!(await this.approvePairs(unit.id, pairs))) return
    const next = goOn && this.#next(u => !u.aside && openPairs(u, required).length > 0)
    if (next && next !== unit.id) this.enter(next)
  }

  readonly selection = new Selection()
  /** Set by the page: asks why pairs with an open error are approved. */
  asksReason: (unit: string, pairs: readonly PairName[]) => void = () => {}
  /** Likewise: asks why the cell in hand is sent back. */
  asksReject: () => void = () => {}
  /** Likewise: shows what lining up again would change, and where the cell in hand would be split. */
  asksRealign: () => void = () => {}
  asksSplit: () => void = () => {}

  async approvePairs(unit: string, pairs: readonly PairName[], reason = ''): Promise<boolean> {
    const names = words().pairs
    const now = this.bench.session.unit(unit)
    if (!reason && now && pairs.some(p => errorsOf(now, p).length)) {
      this.asksReason(unit, pairs)
      return false
    }
    const done: string[] = []
    for (const pair of pairs) {
      if (!(await this.#tell(this.bench.session.approve(unit, pair, reason)))) break
      done.push(names[pair])
    }
    if (done.length) toast(this.#t.approved(done.join(' · ')))
    return done.length === pairs.length
  }

  /** An approved mark was clicked: what it says, and a way to withdraw it that is no slip of the hand. */
  async approvedMark(unit: string, pair: PairName) {
    const t = words()
    toast(`${t.pairs[pair]}: ${await approvedBy(this.bench.doc, unit, pair)}`, {
      action: { label: t.bench.withdraw, run: () => this.withdraw(unit, pair) },
    })
  }

  /** Sends a text back to its translator, with a word why. */
  reject(unit: string, version: Version, reason: string) {
    const answer = this.bench.session.setState(unit, version, 'rework', undefined, reason)
    return this.#tell(answer, phrase('page.reject.done', { version }))
  }

  withdraw(unit: string, pair: PairName) {
    return this.#tell(this.bench.session.withdraw(unit, pair), this.#t.withdrawn(words().pairs[pair]))
  }

  // Findings

  /** Applies a finding's fix, when the text still stands as the check saw it. */
  fix(finding: Finding) {
    const { session } = this.bench
    const unit = session.unit(finding.unit)
    if (!finding.fix || !unit) return this.no('page.no.fix')
    const { version, span, text } = finding.fix
    const segs = unit.cells[version].segs
    const unsure = segs.some(id => session.seg(id)?.saving !== 'synced')
    const found = stretches(cellTexts(session, unit, version), span)
    if (unsure || found.length !== 1) return toast(this.#t.cannotFix, { bad: true })
    const { seg, from, to } = found[0]
    this.edit([{ seg: segs[seg], changes: [{ from, to, insert: text }] }], this.#t.fixed)
  }

  async waive(finding: Finding, reason: string, here = false) {
    if (!(await this.#tell(this.bench.session.waive(finding, reason, here)))) return
    toast(say(says('page.disagree.done'), words()), {
      action: { label: words().undo, run: () => this.unwaive(finding) },
    })
  }

  unwaive(finding: Finding) {
    return this.#tell(this.bench.session.unwaive(finding))
  }

  /** The finding in hand, or the worst of the unit. */
  get inHand(): Finding | undefined {
    const list = this.bench.shown(this.#unit).sort(bySeverity)
    return list.find(f => same(f, this.bench.lit)) ?? list[0]
  }

  // Paragraphs

  /** Splits a paragraph; a caret that was there goes on in the second half. */
  split(seg: string, at: number) {
    return this.#tell(this.bench.session.struct('split', { seg, at }), this.#t.restructured.split)
  }

  join(seg: string) {
    return this.#tell(this.bench.session.struct('merge', { seg }), this.#t.restructured.merge)
  }

  /** Joins the paragraph in hand, or the last of the cell, with the one after it. */
  joinInHand() {
    const { active, column } = this.bench
    const seg = active?.seg ?? this.#unit?.cells[column].segs.at(-1)
    if (seg) return this.join(seg)
    this.no('page.no.paragraph')
  }

  async copyLink() {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}#u=${this.bench.current}`)
    toast(this.#t.linkCopied)
  }

  shift(dir: 1 | -1) {
    const { current, column, active, session } = this.bench
    const args = { unit: current, side: column as Version, dir, seg: active?.seg }
    return this.#tell(session.struct('shift', args), this.#t.restructured.shift)
  }

  undoStep() {
    return this.#tell(this.bench.session.struct('undo', {}), this.#t.restructured.undo)
  }

  copySource() {
    const { bench } = this
    const unit = this.#unit
    if (!unit || bench.column === 'en') return this.no('page.no.source')
    const seg = bench.active?.seg ?? unit.cells[bench.column].segs[0]
    const now = seg ? bench.session.seg(seg) : undefined
    if (!now) return this.no('page.no.paragraph')
    const text = cellTexts(bench.session, unit, 'en').join('\n')
    this.edit([{ seg, changes: toSpecs(diff(now.text, text)) }], this.#t.copiedSource)
  }

  /** Whether the other Chinese version has anything that this one lacks. */
  async carries(unit: string, to: Version): Promise<boolean> {
    const { session, doc } = this.bench
    try {
      if ((await session.saved(unit))?.ok === false) return false
      const { segs } = await sendJSON<Carried>('POST', `/api/documents/${doc}/carry`, { unit, to })
      return segs.some(s => s.text !== s.new)
    } catch {
      return false // nothing to offer, then
    }
  }

  /** Takes a proposal made from the other Chinese version, unless the text has changed since. A
   *  whole text that was converted is marked so, until a person confirms it. */
  async take(unit: string, to: Version, proposal: Carried) {
    const { session } = this.bench
    if (proposal.segs.some(s => session.seg(s.seg)?.text !== s.text))
      return toast(this.#t.cannotFix, { bad: true })
    const edits = proposal.segs.map(s => ({ seg: s.seg, changes: toSpecs(diff(s.text, s.new)) }))
    this.edit(edits, this.#t.carried)
    if (proposal.made) await this.#tell(session.setState(unit, to, 'converted', proposal.made))
  }

  /** Replaces the whole text of a segment: an earlier one taken back. */
  replace(seg: string, text: string) {
    this.replaceAll(new Map([[seg, text]]))
  }

  replaceAll(texts: ReadonlyMap<string, string>) {
    const there = [...texts].flatMap(([seg, text]) => {
      const now = this.bench.session.seg(seg)
      return now && now.text !== text ? [{ seg, changes: toSpecs(diff(now.text, text)) }] : []
    })
    if (there.length) this.edit(there, this.#t.replaced)
  }

  /** Makes changes outside an editor, and says how to take them back while nobody has typed there since. */
  edit(edits: readonly { seg: string; changes: readonly Spec[] }[], done: string) {
    const { session } = this.bench
    const before = new Map(edits.map(e => [e.seg, session.seg(e.seg)?.text ?? '']))
    // From the end, so that the places before stay where they are.
    for (const { seg, changes } of edits)
      for (const c of [...changes].reverse()) session.edit(seg, c.from, c.to, c.insert)
    const after = new Map(edits.map(e => [e.seg, session.seg(e.seg)?.text]))
    const undo = () => {
      if ([...after].some(([seg, text]) => session.seg(seg)?.text !== text))
        return toast(this.#t.cannotFix, { bad: true })
      for (const [seg, text] of before)
        for (const c of toSpecs(diff(after.get(seg)!, text)).reverse())
          session.edit(seg, c.from, c.to, c.insert)
    }
    toast(done, { action: { label: words().undo, run: undo } })
  }
}
