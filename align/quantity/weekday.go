package quantity

import "triptych/align/letter"

// englishWeekday reads the name of a day of the week with its capital letter.
func (s *scanner) englishWeekday(i int) bool {
	w, end := s.word(i)
	day := weekdayWords[w]
	if day == 0 || !title(s.at(i)) {
		return false
	}
	s.emit(Quantity{Kind: Weekday, Value: float64(day), Words: true}, i, end)
	return true
}

// hanWeekday reads 星期二, 周二, 礼拜天. 每周三次 counts times, 四周一片 and 两周三次
// have no such day.
func (s *scanner) hanWeekday(i int) bool {
	n := s.hasAny(i, "星期", "礼拜", "周")
	if n == 0 {
		return false
	}
	day, ok := int(hanDigits[s.at(i+n)]), s.at(i+n) != '两'
	switch s.at(i + n) {
	case '日', '天':
		day = 7
	}
	end := i + n + 1
	if !ok || day < 1 || day > 7 || s.at(i+n) == '天' && n == 1 {
		return false
	}
	if n == 1 {
		before := s.at(i - 1)
		if _, number := hanDigits[before]; number || letter.Digit(before) || hanScales[before] != 0 || before == '几' || before == '数' || before == '半' || before == '四' {
			return false
		}
	}
	if _, number := hanDigits[s.at(end)]; number || hanScales[s.at(end)] != 0 || s.hasAny(end, "次", "个", "天", "小时", "篇", "堂", "回", "趟", "名", "位", "年", "般") > 0 {
		return false
	}
	if s.at(i+n) == '一' && s.hasAny(end, "样", "起", "直", "定", "部", "边", "些") > 0 {
		return false
	}
	s.emit(Quantity{Kind: Weekday, Value: float64(day), Words: true}, i, end)
	return true
}
