// Two editors on one segment, each with a session of its own, on a simulated
// server: what editor.test.ts drives in a browser.

import { history, historyKeymap } from '@codemirror/commands'
import { EditorView, keymap } from '@codemirror/view'
import { MemoryStore } from '../../../src/live/pending'
import type { Session } from '../../../src/live/types'
import { join, live } from '../hand'
import { Random } from '../random'
import { SimNet } from '../simnet'
import { SimServer } from '../simserver'

const START = '北约在一九四九年成立。'

async function start() {
  const server = new SimServer({ s1: START })
  const net = new SimNet(server, new Random(1), 4)
  const enter = (name: string) => live(join({ name, socket: net.socket, storage: new MemoryStore() }))
  const sessions = await Promise.all([enter('Ann'), enter('Bo')])
  const views = sessions.map((s: Session, i) => {
    const parent = document.body.appendChild(document.createElement('div'))
    parent.id = `e${i}`
    const extensions = [history(), keymap.of(historyKeymap), s.editor('s1')]
    return new EditorView({ doc: s.seg('s1')!.text, extensions, parent })
  })
  const texts = () => [...views.map(v => v.state.doc.toString()), server.text('s1')]
  return { server, sessions, views, texts }
}

declare global {
  interface Window {
    world: Awaited<ReturnType<typeof start>>
  }
}

void start().then(world => {
  window.world = world
  document.title = 'ready'
})
