package quantity

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// numeralForms folds Traditional, financial and variant forms of what numbers
// are written with, one rune for one, so that one grammar reads both scripts.
var numeralForms = map[rune]rune{
	'萬': '万', '億': '亿', '兩': '两',
	'○': '〇', '０': '0',
	'餘': '余', '數': '数', '幾': '几', '個': '个', '點': '点', '時': '时', '鐘': '钟', '鍾': '钟', '週': '周', '歲': '岁', '號': '号',
	'約': '约', '將': '将', '過': '过', '達': '达', '較': '较', '於': '于', '從': '从', '間': '间', '來': '来', '後': '后',
	'紀': '纪', '屆': '届', '條': '条', '頁': '页', '項': '项', '種': '种', '級': '级', '節': '节', '輪': '轮', '類': '类', '層': '层',
	'噸': '吨', '裡': '里', '頃': '顷', '畝': '亩', '釐': '厘', '頓': '顿', '贊': '赞',
	'財': '财', '會': '会', '計': '计', '國': '国', '華': '华', '歐': '欧', '鎊': '镑', '盧': '卢', '韓': '韩', '圓': '元', '幣': '币',
	'臺': '台', '長': '长', '強': '强', '總': '总', '兒': '儿', '雙': '双', '應': '应', '滿': '满', '劃': '划',
	'這': '这', '為': '为', '爲': '为', '傳': '传', '們': '们', '樣': '样', '團': '团', '張': '张', '隻': '只', '塊': '块', '東': '东', '實': '实', '邊': '边', '維': '维', '難': '难', '極': '极',
	'舉': '举', '貫': '贯', '體': '体', '無': '无', '統': '统', '單': '单', '專': '专', '進': '进', '製': '制', '碼': '码', '據': '据', '學': '学', '組': '组', '島': '岛', '導': '导', '軍': '军', '權': '权', '戰': '战', '樓': '楼',
	'廈': '厦', '別': '别', '現': '现', '貨': '货', '賬': '账', '報': '报', '壇': '坛', '禮': '礼', '龍': '龙', '處': '处', '務': '务', '綫': '线', '線': '线', '電': '电', '氣': '气',
	'畫': '画', '侖': '仑', '攝': '摄', '葉': '叶', '蘭': '兰', '麥': '麦', '羅': '罗', '謝': '谢', '門': '门', '納': '纳', '澤': '泽', '議': '议', '減': '减', '對': '对', '茲': '兹',
	'擴': '扩', '漲': '涨', '貴': '贵', '爾': '尔', '銖': '铢', '紐': '纽', '亞': '亚', '準': '准', '標': '标', '評': '评', '擊': '击', '見': '见', '遠': '远', '萊': '莱',
}

var hanDigits = map[rune]float64{
	'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

var hanScales = map[rune]float64{'十': 10, '廿': 20, '卅': 30, '百': 1e2, '千': 1e3}

var hanMyriads = map[rune]float64{'万': 1e4, '亿': 1e8, '兆': 1e12}

// notNumbers are words with a numeral inside that counts nothing, in the forms
// that numeralForms leaves. What stands here is skipped whole.
var notNumbers = longestFirst(`
万一 万物 万能 万维网 万岁 万象 万分 亿万富翁 百万富翁 百分百 千古 千禧 千兆 千瓦时 千瓦 千万不 千万别 千万要 千万不要 千方百计 千千万万 千篇一律
百姓 百科 百货 百般 百度 老百姓 一百八十度
十分 十足 十字 十全十美 十进制 十六进制 二进制 八进制 二维码 二维 三维 四维 三边 双边 三角 三明治 三藩 三峡 三国 三军 三思 再三 三番 接二连三 三心二意 三言两语 三轮车
四川 四处 四季 四边 四肢 四面 四面八方 四舍五入 四分五裂 五角大楼 五角大厦 五星 五金 五官 五花八门 五线谱 六神 七夕 七上八下 乱七八糟 八卦 八方 八成是 九龙 九州 九寨
两岸 两者 两会 两国 两边 两旁 两极 两性 两难 二战 一战 二手 二氧化碳 一氧化碳 二线 二次元 二次开发 第二次世界大战 第一次世界大战
统一 唯一 单一 专一 万无一失 之一 一一 逐一 同一 某一 任一 每一 另一 这一 那一 哪一 其一 不一 一国两制
三权 两栖 双十 六四 五四 七七 九一八 一带一路 一体 一无 一心 一概 一律 一举 一向 一味 一度 一番 一贯
七国集团 二十国集团 七十七国集团 七大工业国 几乎 几何 几率 无几 数据 数字 数组 数值 数目 数学 数位 数码 数量 数位 数额 数列 数理 半导体 半岛 半球 半径 半夜 半途 半成品 另一半
`)

// longestFirst sorts words by length and files them under their first rune.
func longestFirst(list string) map[rune][][]rune {
	var words [][]rune
	var word []rune
	for _, r := range list + " " {
		if r == ' ' || r == '\n' {
			if len(word) > 0 {
				words = append(words, word)
			}
			word = nil
			continue
		}
		word = append(word, r)
	}
	sort.SliceStable(words, func(i, j int) bool { return len(words[i]) > len(words[j]) })
	index := map[rune][][]rune{}
	for _, w := range words {
		index[w[0]] = append(index[w[0]], w)
	}
	return index
}

// financialForms are the numerals of contracts and cheques. Many are words of
// their own as well (參, 大陸), so they count only beside another numeral.
var financialForms = map[rune]rune{
	'壹': '一', '贰': '二', '貳': '二', '叁': '三', '參': '三', '肆': '四', '伍': '五', '陆': '六', '陸': '六', '柒': '七', '捌': '八', '玖': '九',
	'拾': '十', '佰': '百', '仟': '千',
}

type hanUnit struct{ word, unit string }

// hanUnits stand behind a number, the longer ones first; written as
// numeralForms leaves them.
var hanUnits = sortUnits(map[string]string{
	"年": "year", "个年头": "year", "年间": "year", "周年": "year", "岁": "year", "个月": "month", "个多月": "month", "周": "week", "个星期": "week", "星期": "week",
	"个礼拜": "week", "天": "day", "日": "day", "个小时": "h", "小时": "h", "个钟头": "h", "钟头": "h", "分钟": "min", "秒": "s", "秒钟": "s", "毫秒": "ms",
	"公里": "km", "千米": "km", "米": "m", "公尺": "m", "厘米": "cm", "公分": "cm", "毫米": "mm", "公厘": "mm", "英里": "mile", "英哩": "mile", "英尺": "ft", "英呎": "ft",
	"英寸": "in", "英吋": "in", "码": "yd", "公斤": "kg", "千克": "kg", "克": "g", "公克": "g", "毫克": "mg", "吨": "t", "公吨": "t", "磅": "lb", "盎司": "oz",
	"升": "l", "公升": "l", "桶": "bbl", "英亩": "acre", "公顷": "ha", "平方公里": "sqkm", "平方千米": "sqkm", "平方米": "sqm", "平方英里": "sqmile",
	"立方米": "cum", "伏": "V", "伏特": "V", "千伏": "kV", "千伏特": "kV", "瓦": "W", "瓦特": "W", "千瓦": "kW", "兆瓦": "MW", "吉瓦": "GW", "千瓦时": "kWh", "度": "deg", "字节": "B", "位元组": "B", "位元": "bit", "比特": "bit",
	"海里": "nmile", "浬": "nmile", "像素": "px", "画素": "px", "纳米": "nm", "奈米": "nm", "微米": "um", "毫升": "ml", "加仑": "gal",
	"呎": "ft", "吋": "in", "哩": "mile", "平方英尺": "sqft", "平方呎": "sqft", "平方尺": "sqft", "平方公尺": "sqm", "平米": "sqm", "平方哩": "sqmile",
	"坪": "ping", "亩": "mu", "斤": "jin", "瓩": "kW", "百万瓦": "MW", "太瓦": "TW", "度电": "kWh", "兆瓦时": "MWh", "吉瓦时": "GWh", "太瓦时": "TWh",
	"摄氏度": "degC", "℃": "degC", "华氏度": "degF", "℉": "degF", "兆字节": "MB", "千兆字节": "GB", "吉字节": "GB",
})

// hanMoney are currencies behind a number.
var hanMoney = sortUnits(map[string]string{
	"美元": "USD", "美金": "USD", "元": "CNY", "人民币": "CNY", "元人民币": "CNY", "块钱": "CNY", "欧元": "EUR", "英镑": "GBP", "镑": "GBP", "日元": "JPY", "日圆": "JPY",
	"港元": "HKD", "港币": "HKD", "元港币": "HKD", "新台币": "TWD", "元新台币": "TWD", "台币": "TWD", "卢布": "RUB", "韩元": "KRW", "韩圆": "KRW", "瑞郎": "CHF", "瑞士法郎": "CHF",
	"克朗": krone, "瑞典克朗": krone, "挪威克朗": krone, "丹麦克朗": krone, "冰岛克朗": krone, "捷克克朗": "CZK", "新西兰元": "NZD", "纽元": "NZD", "纽币": "NZD", "新西兰币": "NZD",
	"兹罗提": "PLN", "里拉": "TRY", "兰特": "ZAR", "泰铢": "THB", "越南盾": "VND", "印尼盾": "IDR", "令吉": "MYR", "林吉特": "MYR", "福林": "HUF", "谢克尔": "ILS", "迪拉姆": "AED",
	"里亚尔": "SAR", "第纳尔": "dinar", "澳门元": "MOP", "澳门币": "MOP", "坡币": "SGD", "澳币": "AUD", "加币": "CAD", "韩币": "KRW", "法郎": "CHF", "雷亚尔": "BRL",
	"卢比": "INR", "澳元": "AUD", "加元": "CAD", "新元": "SGD", "新加坡元": "SGD", "格里夫纳": "UAH", "美分": "cent", "比索": "MXN", "元美元": "USD", "日币": "JPY",
})

// moneyWordsBefore stand before the number: 人民币5亿元, 新台币300元.
var moneyWordsBefore = map[string]string{"人民币": "CNY", "新台币": "TWD", "港币": "HKD", "美金": "USD", "日币": "JPY", "台币": "TWD"}

func sortUnits(m map[string]string) []hanUnit {
	var out []hanUnit
	for w, u := range m {
		out = append(out, hanUnit{w, u})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := utf8.RuneCountInString(out[i].word), utf8.RuneCountInString(out[j].word)
		if a != b {
			return a > b
		}
		return out[i].word < out[j].word
	})
	return out
}

// dayParts are words before a clock time, with the half of the day.
var dayParts = []struct {
	word string
	half byte
}{
	{"凌晨", 'a'}, {"清晨", 'a'}, {"早上", 'a'}, {"早晨", 'a'}, {"上午", 'a'}, {"午前", 'a'},
	{"中午", 'p'}, {"下午", 'p'}, {"午后", 'p'}, {"傍晚", 'p'}, {"晚上", 'p'}, {"晚间", 'p'}, {"夜间", 'p'}, {"夜里", 'p'}, {"晚", 'p'}, {"早", 'a'},
}

// beforeNumber are words in front of a Chinese number that say how exactly it
// is meant, the longer ones first.
var beforeNumber = longestWords(map[Exactness]string{
	About:   `大约 大概 约莫 将近 接近 几近 估计 左右 多达 高达 约 近 上`,
	AtLeast: `超过 至少 逾 超 不少于 不低于 不下 不下于 不得少于 不得低于 起码 最少 大于 高于 多于 不小于`,
	AtMost:  `不到 不足 至多 最多 不超过 不得超过 少于 低于 未满 不多于 不高于 不大于 不逾 未超过 没超过 没有超过 不曾超过 从未超过 小于 未达 没到`,
})

type exactWord struct {
	word  []rune
	exact Exactness
}

func longestWords(m map[Exactness]string) []exactWord {
	var out []exactWord
	for exact, list := range m {
		for _, w := range strings.Fields(list) {
			out = append(out, exactWord{[]rune(w), exact})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := len(out[i].word), len(out[j].word); a != b {
			return a > b
		}
		return string(out[i].word) < string(out[j].word)
	})
	return out
}

// startsNumber holds the characters that a quantity, or a word that only looks
// like one, can begin with.
var startsNumber = func() map[rune]bool {
	set := map[rune]bool{}
	for r := range hanDigits {
		set[r] = true
	}
	for r := range hanScales {
		set[r] = true
	}
	for r := range hanMyriads {
		set[r] = true
	}
	for r := range notNumbers {
		set[r] = true
	}
	for _, r := range "数几好第半翻加过近减对逾成民公西上星周礼摄华￥¥＄" {
		set[r] = true
	}
	for _, p := range dayParts {
		for _, r := range p.word {
			set[r] = true
			break
		}
	}
	return set
}()
