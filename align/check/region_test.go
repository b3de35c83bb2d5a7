package check

import (
	"testing"

	"triptych/align"
)

// hantDocument makes units of Traditional text with an English of their own.
func hantDocument(pairs ...[2]string) []Unit {
	var units []Unit
	for _, p := range pairs {
		units = append(units, Unit{ID: p[1], Text: [3]string{align.En: p[0], align.Hant: p[1]}})
	}
	return units
}

func TestADocumentSaysWhereItIsFor(t *testing.T) {
	taiwan := hantDocument(
		[2]string{"Software and hardware.", "軟體與硬體。"},
		[2]string{"The default printer.", "預設的印表機。"},
		[2]string{"The mouse and the hard disk.", "滑鼠與硬碟。"},
		[2]string{"A text message.", "簡訊一則。"},
		[2]string{"The taxi left.", "出租車開走了。"},
	)
	found := Document(taiwan, Settings{})
	if n := len(found[4]); n != 1 || found[4][0].Check != "scr.region_word" || found[4][0].Fix == nil || found[4][0].Fix.Text != "計程車" {
		t.Errorf("a mainland word among those of Taiwan: %+v", found[4])
	}
	if found := Document(taiwan[3:], Settings{}); len(found[1]) != 0 {
		t.Errorf("a document with too few words to tell: %+v", found[1])
	}
}

func TestAWordOfTwoSensesIsJudgedByTheEnglish(t *testing.T) {
	units := hantDocument(
		[2]string{"The project has two members.", "這個專案有兩名成員。"},
		[2]string{"A project needs a license.", "專案需要授權條款。"},
		[2]string{"Join a project today.", "今天就加入專案。"},
		[2]string{"Each project differs.", "每個項目各不相同。"},
		[2]string{"There are four events in the games.", "運動會有四個項目。"},
	)
	found := Document(units, Settings{})
	if len(found[3]) != 1 || found[3][0].Check != "scr.region_word" {
		t.Errorf("項目 for a project: %+v", found[3])
	}
	if len(found[4]) != 0 {
		t.Errorf("項目 for an event: %+v", found[4])
	}
}
