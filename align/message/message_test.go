package message

import (
	"slices"
	"testing"
)

func TestIn(t *testing.T) {
	columns := Of("file.many", "version", "zh-Hans", "other", "en", "x", "40", "y", "3")
	inner := Of("file.encoding", "what", "file.encoding.named", "encoding", "Big5", "at", "7", "line", "2", "how", "file.encoding.byte", "byte", "FF")
	for _, c := range []struct {
		m          Message
		lang, want string
	}{
		{columns, "en", "Simplified Chinese has 40 paragraphs, English only 3."},
		{columns, "zh-Hant", "簡體版有 40 段，英文版只有 3 段。"},
		{columns, "fr", "Simplified Chinese has 40 paragraphs, English only 3."},
		{inner, "en", "The file says that it is Big5, but not all of it is: at byte 7, line 2, byte FF stands for no character."},
		{inner, "zh-Hans", "文件标明是 Big5 编码，但有部分内容不是：第 2 行（字节 7 处），字节 FF 不对应任何字符。"},
		{Of("num.value", "a", "en", "b", "zh-Hant", "x", "{n}", "y", "4"), "en", "English says {n}; zh-Hant says 4."},
		{Of("file.binary", "what", "file.binary"), "en", "This is not a text file; it looks like ."},
		{Of("no such key"), "en", "no such key"},
	} {
		if got := c.m.In(c.lang); got != c.want {
			t.Errorf("%v in %s:\n got %s\nwant %s", c.m, c.lang, got, c.want)
		}
	}
	if got := columns.String(); got != columns.In(English) {
		t.Errorf("String gives %q", got)
	}
	if got := Languages(); !slices.Equal(got, []string{"en", "zh-Hans", "zh-Hant"}) {
		t.Errorf("languages %v", got)
	}
}
