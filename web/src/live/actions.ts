// What a person does to units: approvals, states, waivers, structure. All of it
// speaks of texts on the screen, so typing that has not been saved goes first.

import {
  VERSIONS,
  type CellState,
  type PairName,
  type SetMessage,
  type StructMessage,
  type Version,
} from '../message'
import type { Document } from './document'
import { randomId } from './pending'
import type { Request, Requests } from './requests'
import { says } from './says'
import type { Answer, Named, StructArgs } from './types'

/** Milliseconds to wait until typing is saved, and then for the hashes of the saved texts. */
const SAVE_PATIENCE = 10_000
const STATUS_PATIENCE = 1500

export interface Means {
  doc: Document
  requests: Requests
  live(): boolean
  send(message: Request): void
  /** Sends what is typed now. */
  flush(): void
  /** Resolves once the condition holds, false when it does not within the time. */
  until(condition: () => boolean, within: number): Promise<boolean>
  /** A place in a text that moves as the text changes, into another segment too; drop ends it. */
  mark(seg: string, pos: number): { seg: string; pos: number; drop(): void }
}

type SetBody = Omit<SetMessage, 't' | 'id' | 'base'>

export class Actions {
  constructor(private readonly means: Means) {}

  /** Typing that is not saved yet goes first; what moved meanwhile is left out by the server. */
  async many(body: Pick<SetBody, 'what' | 'side' | 'val' | 'reason' | 'many'>): Promise<Answer> {
    const segs = (body.many ?? []).flatMap(one => this.segs(one.unit, VERSIONS))
    return (await this.saved(segs)) ?? this.set(body)
  }

  async approve(unit: string, pair: PairName, reason: string): Promise<Answer> {
    const sides = pair.split(':') as Version[]
    return this.onTexts(unit, sides, 'page.approve_moved', hashes => ({
      what: 'approve',
      unit,
      pair,
      hashes,
      ...(reason && { reason }),
    }))
  }

  async withdraw(unit: string, pair: PairName): Promise<Answer> {
    return this.set({ what: 'withdraw', unit, pair })
  }

  async setState(
    unit: string,
    side: Version,
    val: CellState,
    made?: string,
    reason?: string,
  ): Promise<Answer> {
    const refused = await this.saved(this.segs(unit, [side]))
    return refused ?? this.set({ what: 'state', unit, side, val, made, reason })
  }

  async waive({ unit, check, pair, id }: Named, reason: string, here: boolean): Promise<Answer> {
    if (here) return this.set({ what: 'waive', val: 'here', unit, check, reason })
    const sides = ordered(pair)
    const name = sides.join(':') as PairName
    return this.onTexts(unit, sides, 'page.waive_moved', hashes => ({
      what: 'waive',
      unit,
      check,
      pair: name,
      finding: id,
      hashes,
      reason,
    }))
  }

  async unwaive({ unit, check, pair, id }: Named): Promise<Answer> {
    const sides = ordered(pair)
    const hashes = this.hashes(unit, sides)
    return this.set({ what: 'unwaive', unit, check, pair: sides.join(':') as PairName, finding: id, hashes })
  }

  /** Waits until everything typed in a unit is stored. */
  settled(unit: string): Promise<Answer | null> {
    return this.saved(this.segs(unit, VERSIONS))
  }

  /** The structural step before: the next is made on what it leaves, when it was asked for sooner. */
  private step: Promise<unknown> = Promise.resolve()

  struct(kind: StructMessage['kind'], args: StructArgs): Promise<Answer> {
    if (!this.means.live()) return Promise.resolve(offline)
    const mark = args.seg && args.at !== undefined ? this.means.mark(args.seg, args.at) : null
    const answer = this.step.then(() => this.restructure(kind, args, mark))
    this.step = answer.finally(() => mark?.drop())
    return answer
  }

  private async restructure(
    kind: StructMessage['kind'],
    args: StructArgs,
    mark: ReturnType<Means['mark']> | null,
  ): Promise<Answer> {
    const { doc } = this.means
    const place = () => {
      const seg = mark?.seg ?? args.seg
      // A paragraph may stand in another unit since.
      const unit = args.unit && ((seg && doc.segs.get(seg)?.unit) ?? args.unit)
      return { ...args, unit, seg, ...(mark && { at: mark.pos }) }
    }
    const { unit, seg } = place()
    const segs = [unit, args.to].flatMap(id => (id ? doc.segsOf(id) : []))
    if (seg) segs.push(seg)
    const refused = await this.saved(segs)
    if (refused) return refused
    const now = place()
    mark?.drop()
    const answer = this.ask({ t: 'struct', id: randomId(), base: doc.at, kind, ...now })
    return mark ? this.resting(now.seg!, answer) : answer
  }

  /** What is typed into a segment waits here for the answer. */
  private async resting(seg: string, answer: Promise<Answer>): Promise<Answer> {
    this.means.doc.resting.add(seg)
    try {
      return await answer
    } finally {
      this.means.doc.resting.delete(seg)
      this.means.flush()
    }
  }

  /** A set that names the texts seen: refused here, with the key moved, when others
   *  changed them while ours were being saved. */
  private async onTexts(
    unit: string,
    sides: readonly Version[],
    moved: string,
    body: (hashes: string[]) => SetBody,
  ): Promise<Answer> {
    const seen = this.texts(unit, sides)
    const refused = await this.saved(this.segs(unit, sides))
    if (refused) return refused
    await this.means.until(() => !this.means.doc.unsettled.has(unit), STATUS_PATIENCE)
    if (this.texts(unit, sides) !== seen) {
      return {
        ok: false,
        code: 'conflict',
        why: says(moved),
      }
    }
    return this.set(body(this.hashes(unit, sides)))
  }

  private segs(unit: string, sides: readonly Version[]): string[] {
    const cells = this.means.doc.units.get(unit)?.cells
    return cells ? sides.flatMap(v => cells[v].segs) : []
  }

  private texts(unit: string, sides: readonly Version[]): string {
    const { segs } = this.means.doc
    return JSON.stringify(sides.map(v => this.segs(unit, [v]).map(id => segs.get(id)?.state.shown)))
  }

  hashes(unit: string, sides: readonly Version[]): string[] {
    const hashes = this.means.doc.units.get(unit)?.hashes
    return sides.map(v => hashes?.[v] ?? '')
  }

  /** Waits until nothing is pending in the segments; an answer when that cannot be. */
  private async saved(segs: readonly string[]): Promise<Answer | null> {
    if (!this.means.live()) return offline
    this.means.flush()
    const { pending } = this.means.doc
    if (await this.means.until(() => segs.every(id => !pending.has(id)), SAVE_PATIENCE)) return null
    return { ok: false, code: 'unsaved', why: says('page.unsaved') }
  }

  private set(body: SetBody): Promise<Answer> {
    return this.ask({ t: 'set', id: randomId(), base: this.means.doc.at, ...body })
  }

  private ask(message: Request): Promise<Answer> {
    if (!this.means.live()) return Promise.resolve(offline)
    const answer = this.means.requests.add(message)
    this.means.send(message)
    return answer
  }
}

const offline: Answer = {
  ok: false,
  code: 'offline',
  why: says('page.offline'),
}

/** The versions in their order; of a finding there may be one, two or three. */
function ordered(pair: readonly Version[]): Version[] {
  return VERSIONS.filter(v => pair.includes(v))
}
