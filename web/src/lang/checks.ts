// The names of the checks, as lists show them.

import type { Language, Words } from '.'

const COLUMN: Record<Language, number> = { en: 0, 'zh-Hans': 1, 'zh-Hant': 2 }

/** English, Simplified Chinese, Traditional Chinese, by the id of the check. */
export const CHECKS: Readonly<Record<string, readonly [string, string, string]>> = {
  'aln.dup': ['Paragraph twice', '段落重复', '段落重複'],
  'aln.hans_hant_shape': ['Paragraphs divided differently', '分段不同', '分段不同'],
  'aln.low': ['Does not belong together', '内容不对应', '內容不對應'],
  'aln.non11': ['Several paragraphs for one', '段落非一一对应', '段落非一一對應'],
  'cmp.empty': ['Empty cell', '缺少文字', '缺少文字'],
  'cmp.han_in_en': ['Chinese in English', '英文中有中文', '英文中有中文'],
  'cmp.latin_run': ['English left in', '残留英文', '殘留英文'],
  'cmp.latin_word': ['English word left in', '残留英文单词', '殘留英文單字'],
  'cmp.length': ['Unusual length', '长度异常', '長度異常'],
  'cmp.placeholder': ['Placeholder', '占位文字', '佔位文字'],
  'cmp.same': ['Not translated', '未翻译', '未翻譯'],
  'cmp.sentences': ['Sentence missing or added', '漏译或多出句子', '漏譯或多出句子'],
  'cmp.truncated': ['Cut short', '文字不完整', '文字不完整'],
  'drift.stale': ['Changed since approval', '确认后有改动', '確認後有更動'],
  'drift.unreviewed': ['Not approved yet', '尚未确认', '尚未確認'],
  'ent.acronym': ['Acronym missing', '缺少缩写', '缺少縮寫'],
  'ent.name': ['Name differs', '名称不同', '名稱不同'],
  'ent.name_variant': ['Name as another region writes it', '其他地区的译名', '其他地區的譯名'],
  'ent.unknown': ['Name in a new form', '译名前后不一', '譯名前後不一'],
  'hh.diverge': ['Chinese versions differ', '简繁两版用词不同', '簡繁兩版用詞不同'],
  'hh.punct': ['Chinese punctuation differs', '简繁两版标点不同', '簡繁兩版標點不同'],
  'mk.control': ['Control character', '控制字符', '控制字元'],
  'mk.footnote': ['Note number', '注释编号', '註釋編號'],
  'mk.heading': ['Heading level', '标题级别', '標題層級'],
  'mk.links': ['Inline link', '文中链接', '文中連結'],
  'mk.list': ['List marks', '列表标记', '清單標記'],
  'mk.tags': ['Inline tag', '行内标记', '行內標記'],
  'num.date': ['Date differs', '日期不同', '日期不同'],
  'num.ordinal': ['Ordinal differs', '序数不同', '序數不同'],
  'num.percent': ['Percentage differs', '百分比不同', '百分比不同'],
  'num.range': ['Range differs', '范围不同', '範圍不同'],
  'num.ratio': ['Multiple differs', '倍数不同', '倍數不同'],
  'num.style': ['Numbers written in two ways', '数字写法不一', '數字寫法不一'],
  'num.time': ['Time differs', '时间不同', '時間不同'],
  'num.unit': ['Unit differs', '单位不同', '單位不同'],
  'num.value': ['Number differs', '数字不同', '數字不同'],
  'scr.ambiguous': ['Wrong one of two characters', '一简对多繁用错', '一簡對多繁用錯'],
  'scr.compat': ['Broken character', '异常字符', '異常字元'],
  'scr.hans_in_hant': ['Simplified in Traditional', '繁体中有简体字', '繁體中有簡體字'],
  'scr.hant_in_hans': ['Traditional in Simplified', '简体中有繁体字', '簡體中有繁體字'],
  'scr.region_word': ['Word of another region', '其他地区的用词', '其他地區的用詞'],
  'scr.variant': ['Mixed forms of a character', '异体字混用', '異體字混用'],
  'sem.modality': ['Must and may differ', '必须与可以不一致', '必須與可以不一致'],
  'sem.negation': ['Negation differs', '否定不一致', '否定不一致'],
  'sem.quote_count': ['Quotations differ', '引语数不同', '引語數不同'],
  'term.forbidden': ['Forbidden rendering', '禁用的译法', '禁用的譯法'],
  'term.inconsistent': ['Name rendered in two ways', '译名不统一', '譯名不統一'],
  'term.missing': ['Term not rendered as agreed', '术语未按约定翻译', '術語未依約定翻譯'],
  'typ.dash': ['Dash', '破折号', '破折號'],
  'typ.dupchar': ['Doubled word', '重复字词', '重複字詞'],
  'typ.ellipsis': ['Ellipsis', '省略号', '刪節號'],
  'typ.end': ['Final mark differs', '句末标点不同', '句末標點不同'],
  'typ.fullwidth_in_en': ['Chinese mark in English', '英文中有中文标点', '英文中有中文標點'],
  'typ.halfwidth': ['Half-width mark', '半角标点', '半形標點'],
  'typ.invisible': ['Invisible character', '不可见字符', '不可見字元'],
  'typ.numerals': ['Full-width digit', '全角数字', '全形數字'],
  'typ.pair': ['Unbalanced pair', '标点不成对', '標點不成對'],
  'typ.quotes': ['Quotation marks', '引号', '引號'],
  'typ.space': ['Stray space', '多余空格', '多餘空格'],
  'url.mismatch': ['Link differs', '链接不同', '連結不同'],
}

/** The id itself for a check that has no name here. */
export function checkName(id: string, t: Words): string {
  return CHECKS[id]?.[COLUMN[t.lang as Language]] ?? id
}
