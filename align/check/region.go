package check

import (
	"strings"
	"sync"

	"triptych/align"
	"triptych/align/zh"
)

var scrRegionWord = Check{
	ID: "scr.region_word", Name: "Word of another region", Severity: Warning, Version: 1,
	Description: "The Traditional version uses a word of the mainland where the document, or its profile, uses those of Taiwan or Hong Kong.",
	Find:        findRegionWord,
}

// regionUse is how a document's Traditional text words what regions word
// differently: for each mainland word how many units have it, and how many have
// the local word instead.
type regionUse struct {
	mainland, local map[string]int
	words           [2]int // in all: mainland, local
}

// regionIndex finds mainland words that Taiwan or Hong Kong words otherwise.
type regionIndex struct {
	words   map[string]zh.RegionWord
	locals  map[string]bool
	longest map[rune]int
}

var regionWords = sync.OnceValue(func() map[string]*regionIndex {
	out := map[string]*regionIndex{}
	for _, w := range zh.RegionWords() {
		x := out[w.Region]
		if x == nil {
			x = &regionIndex{words: map[string]zh.RegionWord{}, locals: map[string]bool{}, longest: map[rune]int{}}
			out[w.Region] = x
		}
		n := len([]rune(w.MainlandHant))
		if n < 2 {
			continue
		}
		x.words[w.MainlandHant] = w
		first := []rune(w.MainlandHant)[0]
		x.longest[first] = max(x.longest[first], n)
		for _, l := range w.Local {
			x.locals[l] = true
			f := []rune(l)[0]
			x.longest[f] = max(x.longest[f], len([]rune(l)))
		}
	}
	return out
})

// sharedWords are words of the lists that Taiwan and Hong Kong use too, in
// another sense or beside their own word. They count only where the document
// itself clearly prefers the local word.
var sharedWords = wordSet(`文件 程序 文檔 對象 函數 類型 接口 連接 代碼 訪問 通過 支持 數字 運行 設置 質量 地址 用戶 賬號 發送 調用 操作 創建 項目 字符 權限 服務 標識 計算 分辨
設備 發佈 添加 查看 參數 通信 保存 性能 查找 點擊 組件 擴展 持久性 密鑰 登錄 登陸 文件名 拋出 枚舉 腳本 字體 視圖 鏡像 拷貝 禁用 重載 編程 數據 信息 智能 激光 水平 互聯 短信 高級 全局 導入 導出 打印 屏幕 菜單 窗口 圖標 單擊 雙擊 鏈接 元素 變量 循環 遞歸 模塊 默認 返回 社區 首席`)

// place returns the region by whose words the Traditional version is judged.
func (s *Stats) place() string {
	switch s.settings.Profile {
	case "TW", "HK":
		return s.settings.Profile
	case "CN":
		return ""
	}
	return "TW" // where nothing is said, the document's own words decide
}

// fitRegion counts the regional words of the Traditional texts.
func fitRegion(units []Unit, settings Settings) regionUse {
	u := regionUse{mainland: map[string]int{}, local: map[string]int{}}
	region := settings.Profile
	if region != "HK" {
		region = "TW"
	}
	x := regionWords()[region]
	if x == nil {
		return u
	}
	for i := range units {
		seen := map[string]bool{}
		x.each([]rune(units[i].Text[align.Hant]), func(w string, _ Span, local bool) {
			if seen[w] {
				return
			}
			seen[w] = true
			if local {
				u.local[w]++
				u.words[1]++
			} else {
				u.mainland[w]++
				u.words[0]++
			}
		})
	}
	return u
}

// each calls f with the regional words of a text, the longest first.
func (x *regionIndex) each(text []rune, f func(word string, at Span, local bool)) {
	for i := 0; i < len(text); {
		n := min(x.longest[text[i]], len(text)-i)
		for ; n >= 2; n-- {
			w := string(text[i : i+n])
			if x.locals[w] {
				if _, both := x.words[w]; !both {
					f(w, Span{i, i + n}, true)
				}
				break
			}
			if _, ok := x.words[w]; ok {
				f(w, Span{i, i + n}, false)
				break
			}
		}
		i += max(n, 1)
	}
}

func findRegionWord(c *Case) {
	region := c.Stats.place()
	x := regionWords()[region]
	if x == nil || !c.has(align.Hant) || c.aside() {
		return
	}
	skip := c.allowed(align.Hant)
	text := c.runes[align.Hant]
	said := map[string]bool{}
	x.each(text, func(w string, at Span, local bool) {
		if local || said[w] || skip(at[0]) || quoted(text, at) {
			return
		}
		said[w] = true
		here := x.words[w].Local
		if (c.Stats.settings.Profile == "" || sharedWords[w]) && !c.strayWord(w, here) {
			return
		}
		f := Finding{
			Pair: cell(align.Hant), Spans: spans(align.Hant, at), Severity: c.check.Severity,
			Values: map[align.Version]string{align.Hant: w},
			Args:   args("a", align.Hant.String(), "x", w, "y", strings.Join(here, "、")),
		}
		if !c.strayWord(w, here) {
			f.Severity = Info
		}
		if len(here) == 1 {
			f.Fix = &Fix{align.Hant, at, here[0]}
		}
		c.report(f)
	})
}

// strayWord reports whether a mainland word is a slip: the document says the
// local word at least four times as often, or the profile asks for the local
// word, the word is the mainland's alone, and the document does not prefer it.
func (c *Case) strayWord(w string, local []string) bool {
	n := 0
	for _, l := range local {
		n += c.Stats.usage.local[l]
	}
	m := c.Stats.usage.mainland[w]
	if n >= 3 && n >= 4*m {
		return true
	}
	return c.Stats.settings.Profile != "" && !sharedWords[w] && m <= max(n, 1)
}

func quoted(text []rune, at Span) bool {
	return at[0] > 0 && at[1] < len(text) && strings.ContainsRune("「『“\"《", text[at[0]-1]) && strings.ContainsRune("」』”\"》", text[at[1]])
}
