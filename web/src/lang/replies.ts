// What the server and the connection say in English, in the other languages of
// the interface. {} stands for what differs: a number, a place, a version. A
// sentence that is not here is shown as it came.

import type { Words } from './en'

/** English, Simplified Chinese, Traditional Chinese. */
export const REPLIES: readonly (readonly [string, string, string])[] = [
  ['The file is empty.', '文件是空的。', '檔案是空的。'],
  ['The file holds no text.', '文件中没有文字。', '檔案中沒有文字。'],
  [
    "Choose the file with this version's text, or leave the version out.",
    '请选择这一版本的文件，或留空此版本。',
    '請選擇這一版本的檔案，或將此版本留空。',
  ],
  [
    'Open the file in the program it was written with and save it as UTF-8 text.',
    '请用原来的程序打开文件，另存为 UTF-8 文本。',
    '請用原來的程式開啟檔案，另存為 UTF-8 文字檔。',
  ],
  [
    'The paragraph at line {} has {} characters; at most {} fit into one.',
    '第 {} 行的段落有 {} 个字符；每段最多 {} 个。',
    '第 {} 行的段落有 {} 個字元；每段最多 {} 個。',
  ],
  [
    'Divide it with a blank line, or have every line read as a paragraph.',
    '请用空行分开，或选择“每行一段”。',
    '請用空行分開，或選擇「每行一段」。',
  ],
  ['The file given as {} is written in {}.', '作为{}的文件，内容是{}。', '作為{}的檔案，內容是{}。'],
  ['Choose the {} file here.', '请在此选择{}文件。', '請在此選擇{}檔案。'],
  ['Choose the {} file again.', '请重新选择{}文件。', '請重新選擇{}檔案。'],
  ['Move it to {}.', '请移到{}一栏。', '請移到{}一欄。'],
  ['{} and {} have changed places.', '{}与{}放反了。', '{}與{}放反了。'],
  ['Swap the two files.', '请对调两个文件。', '請對調兩個檔案。'],
  ['{} and {} have the same text.', '{}与{}内容相同。', '{}與{}內容相同。'],
  ['{} has {} paragraphs, {} only {}.', '{}有 {} 段，{}只有 {} 段。', '{}有 {} 段，{}只有 {} 段。'],
  [
    'See whether both files are whole, and whether they are split in the same way (by blank lines, or line by line).',
    '请检查两个文件是否完整，分段方式（空行或每行一段）是否一致。',
    '請檢查兩個檔案是否完整，分段方式（空行或每行一段）是否一致。',
  ],
  ['There is no {} text.', '没有{}文本。', '沒有{}文字。'],
  [
    'Its cells will be empty and can be filled in the editor.',
    '该版本的各格将留空，可以之后填写。',
    '該版本的各格將留空，可以之後填寫。',
  ],
  [
    'This is not a text file; it looks like {}.',
    '这不是文本文件，看起来是 {}。',
    '這不是文字檔，看起來是 {}。',
  ],
  [
    'Save the document as plain text (UTF-8) and take that file.',
    '请把文档另存为纯文本（UTF-8），再选择该文件。',
    '請把文件另存為純文字（UTF-8），再選擇該檔案。',
  ],
  [
    '{} control characters were left out, the first in line {}.',
    '已去掉 {} 个控制字符，第一个在第 {} 行。',
    '已去掉 {} 個控制字元，第一個在第 {} 行。',
  ],
  [
    'Nothing needs to be done unless text is missing there.',
    '若该处没有缺字，则无需处理。',
    '若該處沒有缺字，則無須處理。',
  ],
  [
    'Line {} holds the mark � for a character that was lost before.',
    '第 {} 行有 �，表示此前已丢失一个字符。',
    '第 {} 行有 �，表示先前已遺失一個字元。',
  ],
  ['Compare the line with the original and mend it.', '请对照原文改正这一行。', '請對照原文改正這一行。'],

  ['there is no step to undo', '没有可撤销的步骤', '沒有可復原的步驟'],
  [
    'the step cannot be undone: its units were changed since',
    '无法撤销：相关单元之后又有改动',
    '無法復原：相關單元之後又有更動',
  ],
  [
    'there is nothing to split off: put the caret inside the paragraph',
    '请先把光标放在段落中间，再拆分',
    '請先把游標放在段落中間，再拆分',
  ],
  ['no paragraph follows to be joined', '后面没有可合并的段落', '後面沒有可合併的段落'],
  ['there is no paragraph to shift', '没有可移动的段落', '沒有可移動的段落'],
  [
    'what stands around the article cannot be joined with it',
    '正文以外的内容不能与正文合并',
    '正文以外的內容不能與正文合併',
  ],
  ['only neighbouring units can be merged', '只能合并相邻的单元', '只能合併相鄰的單元'],
  ['the cell has no text yet', '这一格还没有文字', '這一格還沒有文字'],
  ['one of the two has no text yet', '其中一格还没有文字', '其中一格還沒有文字'],
  ['this must be mended first: {}', '请先改正：{}', '請先改正：{}'],
  ['the unit is no longer there: look again', '这个单元已不存在，请再看一下', '這個單元已不存在，請再看一下'],
  [
    'one of the units is no longer there: look again',
    '其中一个单元已不存在，请再看一下',
    '其中一個單元已不存在，請再看一下',
  ],
  [
    'the unit is no longer there: it was merged into another',
    '这个单元已并入其他单元',
    '這個單元已併入其他單元',
  ],
  [
    'the units were rearranged meanwhile: look again, then repeat it',
    '单元的次序刚才有变动，请看过再试',
    '單元的次序剛才有變動，請看過再試',
  ],
  [
    'these units were rearranged meanwhile: look again, then repeat it',
    '这些单元的次序刚才有变动，请看过再试',
    '這些單元的次序剛才有變動，請看過再試',
  ],
  [
    'the text has changed since: look at the finding again',
    '文字已有改动，请再看一下这个问题',
    '文字已有更動，請再看一下這個問題',
  ],
  [
    'one of the two texts has changed since: read it again, then approve',
    '其中一版的文字已有改动，请重读后再确认',
    '其中一版的文字已有更動，請重讀後再確認',
  ],
  ['the paragraph is no longer there', '这个段落已不存在', '這個段落已不存在'],
  [
    'somebody wrote between these paragraphs since: their order would change',
    '之后有人在这些段落之间写入了文字，次序会被打乱',
    '之後有人在這些段落之間寫入了文字，次序會被打亂',
  ],

  ['The connection was lost.', '连接中断。', '連線中斷。'],
  ['The server does not answer.', '服务器没有回应。', '伺服器沒有回應。'],
  ['Loading the document again.', '正在重新载入文档。', '正在重新載入文件。'],
  [
    'There is no connection now: do this again when it is back.',
    '目前没有连接，请在恢复后再试。',
    '目前沒有連線，請在恢復後再試。',
  ],
  [
    'What you typed here is not saved yet: try again in a moment.',
    '这里输入的文字尚未保存，请稍后再试。',
    '這裡輸入的文字尚未儲存，請稍後再試。',
  ],
  ['The paragraph is no longer in the document.', '这个段落已不在文档中。', '這個段落已不在文件中。'],
  [
    'The paragraph was taken out while you were writing in it.',
    '您正在写的段落已被移除。',
    '您正在寫的段落已被移除。',
  ],
  [
    'The server was set back to an earlier state. This is the text as it was here.',
    '服务器已退回较早的状态，这是此处原有的文字。',
    '伺服器已退回較早的狀態，這是此處原有的文字。',
  ],
  ['A paragraph can have at most {} characters.', '每段最多 {} 个字符。', '每段最多 {} 個字元。'],
]

/** The versions as those sentences name them. */
const VERSION_NAMES = {
  English: 'en',
  'Simplified Chinese': 'zh-Hans',
  'Traditional Chinese': 'zh-Hant',
} as const

const patterns = REPLIES.map(([english]) => {
  const parts = english.split('{}').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('(.+?)')}$`, 's')
})

export function reply(text: string, t: Words): string {
  if (t.lang === 'en') return text
  for (const [i, pattern] of patterns.entries()) {
    const found = pattern.exec(text)
    if (!found) continue
    let n = 0
    return REPLIES[i][t.lang === 'zh-Hans' ? 1 : 2].replace(/\{\}/g, () => {
      const value = found[++n]
      return value in VERSION_NAMES ? t.sides[VERSION_NAMES[value as keyof typeof VERSION_NAMES]] : value
    })
  }
  return text
}
