package source

import (
	"strings"
	"testing"
)

func TestJSONPositions(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"members", "{\"Name\": \"a\",\n  \"n\" : -1.50e+3 , \"t\":true,\"f\":false,\"z\":null}", []string{
			`1:1-2:48 an object`,
			`/Name: 1:2-1:8 a string "Name"`, `/Name 1:10-1:13 a string "a"`,
			`/n: 2:3-2:6 a string "n"`, `/n 2:9-2:17 a number "-1.50e+3"`,
			`/t: 2:20-2:23 a string "t"`, `/t 2:24-2:28 a boolean "true"`,
			`/f: 2:29-2:32 a string "f"`, `/f 2:33-2:38 a boolean "false"`,
			`/z: 2:39-2:42 a string "z"`, `/z 2:43-2:47 null`,
		}},
		{"nested and empty", "[[], {},\r\n [{\"a\":[1]}]]", []string{
			`1:1-2:14 a list`, `/0 1:2-1:4 a list`, `/1 1:6-1:8 an object`, `/2 2:2-2:13 a list`,
			`/2/0 2:3-2:12 an object`, `/2/0/a: 2:4-2:7 a string "a"`, `/2/0/a 2:8-2:11 a list`, `/2/0/a/0 2:9-2:10 a number "1"`,
		}},
		{"byte order mark, wide and escaped", "\uFEFF{\"日😀\":\"\\u65e5\\ud83d\\ude00\\n\\\"\"}", []string{
			`1:1-1:32 an object`, `/日😀: 1:2-1:6 a string "日😀"`, `/日😀 1:7-1:31 a string "日😀\n\""`,
		}},
		{"only a scalar", " 12\n", []string{`1:2-1:4 a number "12"`}},
		{"nothing", "", nil},
		{"only white space", " \r\n\t", nil},
		{"only a byte order mark", "\uFEFF\n", nil},
		{"a long number keeps its digits", "123456789012345678901234567890.10", []string{`1:1-1:34 a number "123456789012345678901234567890.10"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := parse("a.json", test.text)
			diff(t, "outline", test.want, outline(f))
			diff(t, "faults", []string(nil), faultLines(f))
		})
	}
}

func TestJSONFaults(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{"a":1,}`, "1:7-1:8 syntax-error: a comma stands before `}`, with nothing between them"},
		{"[1,\n2,\n]", "2:2-2:3 syntax-error: a comma stands before `]`, with nothing between them"},
		{"\uFEFF{\"é\":1,}", "1:7-1:8 syntax-error: a comma stands before `}`, with nothing between them"},
		{"\uFEFF\uFEFF{}", "1:1-1:2 syntax-error: a second byte order mark stands at the beginning of the file, where only one is passed over"},
		{`{"a":1,,"b":2}`, "1:8-1:9 syntax-error: a comma with nothing before it"},
		{`[,1]`, "1:2-1:3 syntax-error: a comma with nothing before it"},
		{"{\n  // c\n}", "2:3-2:5 syntax-error: JSON has no comments"},
		{`{"a":1, /* c */ "b":2}`, "1:9-1:11 syntax-error: JSON has no comments"},
		{"# c\n{}", "1:1-1:2 syntax-error: JSON has no comments"},
		{`{"a": 1} // c`, "1:10-1:12 syntax-error: JSON has no comments"},
		{`{'a':1}`, "1:2-1:5 syntax-error: a string in JSON can't be in single quotes"},
		{`{"a":'x'}`, "1:6-1:9 syntax-error: a string in JSON can't be in single quotes"},
		{`["a" 'b']`, "1:6-1:9 syntax-error: a string in JSON can't be in single quotes"},
		{`{Name:1}`, "1:2-1:6 syntax-error: the key `Name` must be in double quotes"},
		{`{1:2}`, "1:2-1:3 syntax-error: the key `1` must be in double quotes"},
		{`{"a" 1}`, "1:6-1:7 syntax-error: a `:` is missing between the key and its value"},
		{`{"a", 1}`, "1:5-1:6 syntax-error: a `:` is missing between the key and its value"},
		{"{\"a\":1\n \"b\":2}", "2:2-2:3 syntax-error: a comma is missing before this"},
		{`[1 2]`, "1:4-1:5 syntax-error: a comma is missing before this"},
		{`["a":1]`, "1:5-1:6 syntax-error: a `:` can only follow a key"},
		{"{\"a\":\"x\n\"}", "1:6-1:8 syntax-error: this string has no closing quote on its line"},
		{`["x`, "1:2-1:4 syntax-error: this string has no closing quote on its line"},
		{"\" ", "1:1-1:3 syntax-error: this string has no closing quote on its line"},
		{`["x\`, "1:2-1:5 syntax-error: this string has no closing quote on its line"},
		{"[\"x\ty\"]", "1:4-1:5 syntax-error: a tab can't stand in a JSON string"},
		{"[\"x\x00y\"]", "1:4-1:5 syntax-error: the control character U+0000 can't stand in a JSON string"},
		{`["\d"]`, "1:3-1:5 syntax-error: `\\d` is no escape that JSON knows"},
		{`["\u12g4"]`, "1:3-1:8 syntax-error: `\\u12g` is no escape that JSON knows"},
		{`["a\ud800"]`, "1:4-1:10 syntax-error: `\\ud800` is half of a character, and its other half is missing"},
		{`["\ud800\u0041"]`, "1:3-1:9 syntax-error: `\\ud800` is half of a character, and its other half is missing"},
		{`["\ud83d\ude00\uDE00"]`, "1:15-1:21 syntax-error: `\\uDE00` is half of a character, and its other half is missing"},
		{`[NaN]`, "1:2-1:5 syntax-error: JSON has no number `NaN`"},
		{`[-Infinity]`, "1:2-1:11 syntax-error: JSON has no number `-Infinity`"},
		{`[True]`, "1:2-1:6 syntax-error: JSON does not know `True`"},
		{`[None]`, "1:2-1:6 syntax-error: JSON does not know `None`"},
		{`[nulls]`, "1:2-1:7 syntax-error: the value `nulls` must be in double quotes"},
		{`{"a": 007}`, "1:7-1:10 syntax-error: the number `007` can't begin with a zero"},
		{`[-01]`, "1:2-1:5 syntax-error: the number `-01` can't begin with a zero"},
		{`01`, "1:1-1:3 syntax-error: the number `01` can't begin with a zero"},
		{`[+1]`, "1:2-1:4 syntax-error: the number `+1` can't begin with `+`"},
		{`[1.]`, "1:2-1:4 syntax-error: `1.` is neither a number nor in double quotes"},
		{`[0x1F]`, "1:2-1:6 syntax-error: `0x1F` is neither a number nor in double quotes"},
		{`[-]`, "1:2-1:3 syntax-error: `-` is neither a number nor in double quotes"},
		{`[1e`, "1:2-1:4 syntax-error: `1e` is neither a number nor in double quotes"},
		{"{}\n{}", "2:1-2:2 syntax-error: text after the end of the JSON value"},
		{`1 2`, "1:3-1:4 syntax-error: text after the end of the JSON value"},
		{`[1]]`, "1:4-1:5 syntax-error: `]` closes nothing that is open"},
		{`}`, "1:1-1:2 syntax-error: `}` closes nothing that is open"},
		{`{"a":[1}`, "1:8-1:9 syntax-error: `}` can't close a `[` (1:6 opened here)"},
		{`{"a":}`, "1:6-1:7 syntax-error: a value was expected here"},
		{`{"a":@}`, "1:6-1:7 syntax-error: a value was expected here"},
		{`{"a":1,"b"`, "1:10-1:11 syntax-error: the file ends here, but its `{` is not closed (1:1 opened here)"},
		{"{\"a\":[1,\n\n", "1:8-1:9 syntax-error: the file ends here, but its `[` is not closed (1:6 opened here)"},
		{`["日`, "1:2-1:4 syntax-error: this string has no closing quote on its line"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			f := parse("a.json", test.text)
			diff(t, "faults", []string{test.want}, faultLines(f))
			if f.Documents != nil || !f.Faults[0].Fatal {
				t.Errorf("%d documents, fatal: %v", len(f.Documents), f.Faults[0].Fatal)
			}
		})
	}
}

func TestJSONDuplicateKeys(t *testing.T) {
	f := parse("a.json", `{"a":1,"b":{"c":1,"c":2},"\u0061":3,"a":4}`)
	diff(t, "faults", []string{
		"1:19-1:22 duplicate-key: the key `c` stands twice in one object (1:13 first here)",
		"1:26-1:34 duplicate-key: the key `a` stands twice in one object (1:2 first here)",
		"1:37-1:40 duplicate-key: the key `a` stands twice in one object (1:2 first here)",
	}, faultLines(f))
	if len(f.Documents) != 1 || len(f.Documents[0].Root.Members) != 4 {
		t.Errorf("the document is not all there: %v", f.Documents)
	}
	many := parse("a.json", "{"+strings.Repeat(`"a":1,`, 20)+`"b":1,"b":2}`)
	if got := len(many.Faults); got != 20 {
		t.Errorf("%d faults in an object of many members, want 20", got)
	}
}

func TestUnnamedText(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		faults     []string
	}{
		{"JSON", "\n{\"a\": \"\\/\"}", []string{`2:1-2:12 an object`, `/a: 2:2-2:5 a string "a"`, `/a 2:7-2:11 a string "/"`}, nil},
		{"YAML", "a: [b]", []string{`1:1-1:7 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-1:7 a list`, `/a/0 1:5-1:6 a string "b"`}, nil},
		{"YAML in brackets", "[b]", []string{`1:1-1:4 a list`, `/0 1:2-1:3 a string "b"`}, nil},
		{"bad JSON", `[{"a": 1 "b": 2}]`, nil, []string{"1:10-1:11 syntax-error: a comma is missing before this"}},
		{"JSON with a comment", "{\n// c\n\"a\": [}", nil, []string{"2:1-2:3 syntax-error: JSON has no comments"}},
		{"bad YAML", "{a: [b}", nil, []string{"1:7-1:8 syntax-error: a `,` or `]` is missing before this (1:5 opened here)"}},
		{"a string", `"a"`, []string{`1:1-1:4 a string "a"`}, nil},
		{"nothing", " ", nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, name := range []string{"-", "requests/store.txt"} {
				f := parse(name, test.text)
				diff(t, "outline", test.want, outline(f))
				diff(t, "faults", test.faults, faultLines(f))
			}
		})
	}
	if f := parse("A.JSON", "a: b"); len(f.Faults) != 1 {
		t.Errorf("A.JSON was not read as JSON: %v", faultLines(f))
	}
}

func TestNotUTF8(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"stray byte", "{\"a\":\n\"é\xff\"}", "2:3-2:4 not-utf8: the byte 0xFF is not UTF-8, and the file must be in UTF-8"},
		{"Latin-1", "a: \xe9t\xe9", "1:4-1:5 not-utf8: the byte 0xE9 is not UTF-8, and the file must be in UTF-8"},
		{"cut off", "a: \xe2\x82", "1:4-1:5 not-utf8: the byte 0xE2 is not UTF-8, and the file must be in UTF-8"},
		{"surrogate", "a: \xed\xa0\x80", "1:4-1:5 not-utf8: the byte 0xED is not UTF-8, and the file must be in UTF-8"},
		{"UTF-16, little end first", "\xff\xfea\x00", "1:1-1:3 not-utf8: the file is in UTF-16, and must be in UTF-8"},
		{"UTF-16, big end first", "\xfe\xff\x00a", "1:1-1:3 not-utf8: the file is in UTF-16, and must be in UTF-8"},
		{"UTF-16 without a mark", "{\x00}\x00", "1:1-1:3 not-utf8: the file is in UTF-16, and must be in UTF-8"},
		{"UTF-16 without a mark, big end first", "\x00{\x00}", "1:1-1:3 not-utf8: the file is in UTF-16, and must be in UTF-8"},
	}
	for _, test := range tests {
		for _, name := range []string{"a.json", "a.yaml", "-"} {
			f := parse(name, test.text)
			diff(t, test.name+" as "+name, []string{test.want}, faultLines(f))
			if f.Documents != nil || !f.Faults[0].Fatal {
				t.Errorf("%s: %d documents, fatal: %v", test.name, len(f.Documents), f.Faults[0].Fatal)
			}
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	text := []byte(requestJSON())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if f := Parse("a.json", text, DefaultLimits()); len(f.Faults) > 0 {
			b.Fatal(faultLines(f))
		}
	}
}

// requestJSON is a request of about 3 kB.
func requestJSON() string {
	const selector = `
    {"Name": "S3 data events", "FieldSelectors": [
      {"Field": "eventCategory", "Equals": ["Data"]},
      {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
      {"Field": "resources.ARN", "StartsWith": ["arn:aws:s3:::my-bucket/", "arn:aws:s3:::my-other/"]},
      {"Field": "readOnly", "Equals": ["true"]},
      {"Field": "eventName", "NotEquals": ["GetObject", "PutObject"]}]}`
	return `{"Name": "audit", "RetentionPeriod": 2557, "AdvancedEventSelectors": [` +
		selector + strings.Repeat(","+selector, 7) + "]}\n"
}
