package source

import (
	"strings"
	"testing"
)

func TestPlainScalars(t *testing.T) {
	tests := []struct {
		text string
		want reading
		in11 reading // none if it is the same
	}{
		{text: "~", want: reading{Null, ""}},
		{text: "null", want: reading{Null, ""}},
		{text: "Null", want: reading{Null, ""}},
		{text: "NULL", want: reading{Null, ""}},
		{text: "nULL", want: reading{String, "nULL"}},
		{text: "true", want: reading{Bool, "true"}},
		{text: "True", want: reading{Bool, "true"}},
		{text: "FALSE", want: reading{Bool, "false"}},
		{text: "tRue", want: reading{String, "tRue"}},
		{"yes", reading{String, "yes"}, reading{Bool, "true"}},
		{"No", reading{String, "No"}, reading{Bool, "false"}},
		{"ON", reading{String, "ON"}, reading{Bool, "true"}},
		{"off", reading{String, "off"}, reading{Bool, "false"}},
		{"y", reading{String, "y"}, reading{Bool, "true"}},
		{"N", reading{String, "N"}, reading{Bool, "false"}},
		{text: "yES", want: reading{String, "yES"}},

		{text: "0", want: reading{Number, "0"}},
		{text: "-0", want: reading{Number, "-0"}},
		{text: "+12", want: reading{Number, "12"}},
		{text: "-12", want: reading{Number, "-12"}},
		{text: "1_000", want: reading{Number, "1000"}},
		{text: "1__0_", want: reading{Number, "10"}},
		{text: "_1", want: reading{String, "_1"}},
		{"-_1", reading{Number, "-1"}, reading{String, "-_1"}},
		{text: "-_", want: reading{String, "-_"}},
		{text: "0b11", want: reading{Number, "3"}},
		{text: "-0b1_0", want: reading{Number, "-2"}},
		{text: "0b12", want: reading{String, "0b12"}},
		{text: "0x1F", want: reading{Number, "31"}},
		{text: "+0x_ff", want: reading{Number, "255"}},
		{text: "0x", want: reading{String, "0x"}},
		{text: "0xg", want: reading{String, "0xg"}},
		{text: "0xffffffffffffffffffff", want: reading{Number, "1208925819614629174706175"}},
		{"0o17", reading{Number, "15"}, reading{String, "0o17"}},
		{text: "0o18", want: reading{String, "0o18"}},
		{"0755", reading{Number, "755"}, reading{Number, "493"}},
		{"-012", reading{Number, "-12"}, reading{Number, "-10"}},
		{"08", reading{Number, "8"}, reading{String, "08"}},
		{"012345678901", reading{Number, "12345678901"}, reading{String, "012345678901"}},
		{text: "07", want: reading{Number, "7"}},
		{text: "00", want: reading{Number, "0"}},
		{text: "123456789012345678901234567890", want: reading{Number, "123456789012345678901234567890"}},

		{text: "1.5", want: reading{Number, "1.5"}},
		{text: "-1.50", want: reading{Number, "-1.50"}},
		{text: "1.", want: reading{Number, "1.0"}},
		{text: ".5", want: reading{Number, "0.5"}},
		{text: "-.5", want: reading{Number, "-0.5"}},
		{text: "007.10", want: reading{Number, "7.10"}},
		{text: "1_0.5_0", want: reading{Number, "10.50"}},
		{text: "1.5e+3", want: reading{Number, "1.5e+3"}},
		{text: ".5E-3", want: reading{Number, "0.5e-3"}},
		{"1.5e3", reading{Number, "1.5e3"}, reading{String, "1.5e3"}},
		{"1e3", reading{Number, "1e3"}, reading{String, "1e3"}},
		{"1.e5", reading{Number, "1.0e5"}, reading{String, "1.e5"}},
		{text: ".5e3", want: reading{String, ".5e3"}},
		{text: "1e", want: reading{String, "1e"}},
		{text: "1.2.3", want: reading{String, "1.2.3"}},
		{text: ".", want: reading{String, "."}},
		{text: "._", want: reading{String, "._"}},
		{text: "-", want: reading{String, "-"}},
		{text: "1.5 ", want: reading{String, "1.5 "}},
		{text: ".inf", want: reading{Number, "Infinity"}},
		{text: "+.Inf", want: reading{Number, "Infinity"}},
		{text: "-.INF", want: reading{Number, "-Infinity"}},
		{text: ".NaN", want: reading{Number, "NaN"}},
		{text: "-.nan", want: reading{String, "-.nan"}},
		{text: ".iNF", want: reading{String, ".iNF"}},

		{"1:30", reading{String, "1:30"}, reading{Number, "90"}},
		{"-1:00:01", reading{String, "-1:00:01"}, reading{Number, "-3601"}},
		{"1:30.5", reading{String, "1:30.5"}, reading{Number, "90.50"}},
		{text: "1:60", want: reading{String, "1:60"}},
		{text: "01:30", want: reading{String, "01:30"}},
		{text: "1:", want: reading{String, "1:"}},
		{text: "111122223333:role", want: reading{String, "111122223333:role"}},

		{text: "2020-01-31", want: reading{Timestamp, "2020-01-31"}},
		{text: "2020-1-31", want: reading{String, "2020-1-31"}},
		{text: "2020-01-3", want: reading{String, "2020-01-3"}},
		{text: "2020-1-3 4:05:06", want: reading{Timestamp, "2020-1-3 4:05:06"}},
		{text: "2020-01-31T04:05:06Z", want: reading{Timestamp, "2020-01-31T04:05:06Z"}},
		{text: "2020-01-31t04:05:06.789 +7:30", want: reading{String, "2020-01-31t04:05:06.789 +7:3"}},
		{text: "2020-01-31t04:05:06.789\t-07:30", want: reading{Timestamp, "2020-01-31t04:05:06.789\t-07:30"}},
		{text: "2020-01-31T04:05:06 ", want: reading{String, "2020-01-31T04:05:06 "}},
		{text: "2020-01-31T04:05", want: reading{String, "2020-01-31T04:05"}},
		{text: "2020-01-311", want: reading{String, "2020-01-311"}},
		{text: "2020-01", want: reading{String, "2020-01"}},

		{text: "arn:aws:s3:::bucket/", want: reading{String, "arn:aws:s3:::bucket/"}},
		{text: "é", want: reading{String, "é"}},
	}
	for _, test := range tests {
		if test.text == "2020-01-31t04:05:06.789 +7:30" {
			test.want = reading{Timestamp, test.text} // one digit of hours is enough
		}
		if got := readPlain(test.text, 400); got != test.want {
			t.Errorf("%q: got %v %q, want %v %q", test.text, got.kind, got.text, test.want.kind, test.want.text)
		}
		if test.in11 == (reading{}) {
			test.in11 = test.want
		}
		if got := readPlain11(test.text, 400); got != test.in11 {
			t.Errorf("%q in YAML 1.1: got %v %q, want %v %q", test.text, got.kind, got.text, test.in11.kind, test.in11.text)
		}
	}
}

func TestTags(t *testing.T) {
	tests := []struct{ text, want string }{
		{"!!str 5", `a string "5"`},
		{"!!str true", `a string "true"`},
		{"!!str", `a string`},
		{`!!int "5"`, `a number "5"`},
		{"!!int 0o17", `a number "15"`},
		{"!<tag:yaml.org,2002:int> 1_0", `a number "10"`},
		{"!!float 5", `a number "5.0"`},
		{"!!float '1e3'", `a number "1e3"`},
		{"!!float .inf", `a number "Infinity"`},
		{"!!bool yes", `a boolean "true"`},
		{"!!bool 'Off'", `a boolean "false"`},
		{"!!null x", `null`},
		{"!!timestamp '2020-01-31'", `a date "2020-01-31"`},
		{"! 5", `a number "5"`},
		{"! '5'", `a string "5"`},
		{"!Ref 5", `a number !Ref "5"`},
		{"!Sub '5'", `a string !Sub "5"`},
		{"!!binary eA==", `a string !!binary "eA=="`},
		{"!foo", `null !foo`},
		{"!!seq []", `a list`},
		{"!!map {}", `an object`},
		{"!!set {}", `an object !!set`},
		{"!GetAtt []", `a list !GetAtt`},
		{"'5'", `a string "5"`},
		{"|\n  5", `a string "5"`},
		{"2020-01-31", `a date "2020-01-31"`},
	}
	for _, test := range tests {
		f := parse("a.yaml", "- "+test.text)
		if f.Faults != nil {
			t.Errorf("%s: %v", test.text, faultLines(f))
			continue
		}
		_, got, _ := strings.Cut(outline(f)[1][len("/0 "):], " ")
		diff(t, test.text, test.want, got)
	}
}

func TestAmbiguousScalars(t *testing.T) {
	tests := []struct{ text, message, help string }{
		{"a: yes", `1:4-1:7 ambiguous-scalar: without quotes "yes" is a string, but readers of YAML 1.1 take it for the boolean true`,
			`put it in quotes to make it a string: "yes"; for a boolean write true`},
		{"- [0755]", `1:4-1:8 ambiguous-scalar: without quotes "0755" is the number 755, but readers of YAML 1.1 take it for the number 493`,
			`put it in quotes to make it a string: "0755"; for a number write 755`},
		{"1:30", `1:1-1:5 ambiguous-scalar: without quotes "1:30" is a string, but readers of YAML 1.1 take it for the number 90`,
			`put it in quotes to make it a string: "1:30"`},
		{"{a: 1e3}", `1:5-1:8 ambiguous-scalar: without quotes "1e3" is the number 1e3, but readers of YAML 1.1 take it for a string`,
			`put it in quotes to make it a string: "1e3"; for a number write 1.0e+3`},
		{"&a n", `1:4-1:5 ambiguous-scalar: without quotes "n" is a string, but readers of YAML 1.1 take it for the boolean false`,
			`put it in quotes to make it a string: "n"; for a boolean write false`},
	}
	for _, test := range tests {
		f := parse("a.yaml", test.text)
		diff(t, test.text, []string{test.message}, faultLines(f))
		diff(t, test.text, test.help, f.Faults[0].Help)
		if f.Faults[0].Fatal || len(f.Documents) != 1 {
			t.Errorf("%s ended the parsing", test.text)
		}
	}
	for _, text := range []string{"yes: no-one", "a: 'yes'", `a: "0755"`, "a: |\n  yes", "a: !!str yes", "a: !!bool yes", "on: x", "a: 755", "a: 1.5e+3", "a: 1.0e+3"} {
		if f := parse("a.yaml", text); f.Faults != nil {
			t.Errorf("%s: %v", text, faultLines(f))
		}
	}
	// What a fault says to write is not ambiguous in its turn.
	if f := parse("a.json", `["yes", 1e3]`); f.Faults != nil {
		t.Errorf("JSON: %v", faultLines(f))
	}
}
