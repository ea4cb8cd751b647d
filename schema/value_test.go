package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/edslint/edslint/schema"
)

// TestType puts each kind of value where each type belongs.
func TestType(t *testing.T) {
	kinds := []struct {
		yaml, json string // json is empty where only YAML has it
		is         string
		good       string // the type that it is of
	}{
		{"word", `"word"`, `the string "word"`, "string"},
		{`"90"`, `"90"`, `the string "90"`, "string"},
		{`"true"`, `"true"`, `the string "true"`, "string"},
		{"90", "90", "the number 90", "integer"},
		{"-90", "-90", "the number -90", "integer"},
		{"90.0", "90.0", "90.0", ""},
		{"9.0e+1", "9.0e+1", "9.0e+1", ""},
		{"", "1e2", "1e2", ""},
		{".inf", "", "Infinity", ""},
		{"true", "true", "the boolean true", "boolean"},
		{"null", "null", "null", ""},
		{"~", "", "null", ""},
		{"2024-01-31", "", "the date 2024-01-31", ""},
		{"[]", "[]", "a list", "array"},
		{"[[]]", "[[]]", "a list", "array"},
		{"{}", "{}", "an object", "object"},
		{"{deep: [1]}", `{"deep": [1]}`, "an object", "object"},
	}
	help := map[string]map[string]string{
		"string": {
			"90": `write it in quotes: "90"`, "-90": `write it in quotes: "-90"`, "90.0": `write it in quotes: "90.0"`,
			"9.0e+1": `write it in quotes: "9.0e+1"`, "1e2": `write it in quotes: "1e2"`, ".inf": `write it in quotes: ".inf"`,
			"true": `write it in quotes: "true"`, "2024-01-31": `write it in quotes: "2024-01-31"`, "": "write a string",
		},
		"integer": {
			`"90"`: "write it without quotes", "": "write digits only, without a point or an exponent",
		},
		"boolean": {
			`"true"`: "write it without quotes", "": "write true or false",
		},
		"array": {
			"word": `write a list: ["word"]`, `"word"`: `write a list: ["word"]`, `"90"`: `write a list: ["90"]`, `"true"`: `write a list: ["true"]`,
			"": "write a list, even for one item",
		},
		"object": {"": "write an object"},
	}
	words := map[string]string{
		"string": "a string", "integer": "a whole number", "boolean": "true or false", "array": "a list", "object": "an object",
	}
	places := []struct {
		json, yaml string // %s is the value
		pointer    string
		subject    string
		want       string
		required   bool
	}{
		{`{"Name": %s}`, "Name: %s\n", "/Name", "`Name`", "string", true},
		{`{"Name": "audit", "KmsKeyId": %s}`, "Name: audit\nKmsKeyId: %s\n", "/KmsKeyId", "`KmsKeyId`", "string", false},
		{`{"Name": "audit", "BillingMode": %s}`, "Name: audit\nBillingMode: %s\n", "/BillingMode", "`BillingMode`", "string", false},
		{`{"Name": "audit", "RetentionPeriod": %s}`, "Name: audit\nRetentionPeriod: %s\n", "/RetentionPeriod", "`RetentionPeriod`", "integer", false},
		{`{"Name": "audit", "MultiRegionEnabled": %s}`, "Name: audit\nMultiRegionEnabled: %s\n", "/MultiRegionEnabled", "`MultiRegionEnabled`", "boolean", false},
		{`{"Name": "audit", "OrganizationEnabled": %s}`, "Name: audit\nOrganizationEnabled: %s\n", "/OrganizationEnabled", "`OrganizationEnabled`", "boolean", false},
		{`{"Name": "audit", "TerminationProtectionEnabled": %s}`, "Name: audit\nTerminationProtectionEnabled: %s\n", "/TerminationProtectionEnabled", "`TerminationProtectionEnabled`", "boolean", false},
		{`{"Name": "audit", "StartIngestion": %s}`, "Name: audit\nStartIngestion: %s\n", "/StartIngestion", "`StartIngestion`", "boolean", false},
		{`{"Name": "audit", "TagsList": %s}`, "Name: audit\nTagsList: %s\n", "/TagsList", "`TagsList`", "array", false},
		{`{"Name": "audit", "TagsList": [{"Key": "a"}, %s]}`, "Name: audit\nTagsList:\n  - Key: a\n  - %s\n", "/TagsList/1", "item 2 of `TagsList`", "object", false},
		{`{"Name": "audit", "TagsList": [{"Key": %s}]}`, "Name: audit\nTagsList:\n  - Key: %s\n", "/TagsList/0/Key", "`Key`", "string", true},
		{`{"Name": "audit", "TagsList": [{"Key": "a", "Value": %s}]}`, "Name: audit\nTagsList:\n  - Key: a\n    Value: %s\n", "/TagsList/0/Value", "`Value`", "string", false},
		{`{"Name": "audit", "AdvancedEventSelectors": %s}`, "Name: audit\nAdvancedEventSelectors: %s\n", "/AdvancedEventSelectors", "`AdvancedEventSelectors`", "array", false},
		{`{"Name": "audit", "AdvancedEventSelectors": [%s]}`, "Name: audit\nAdvancedEventSelectors:\n  - %s\n", "/AdvancedEventSelectors/0", "item 1 of `AdvancedEventSelectors`", "object", false},
		{`{"Name": "audit", "AdvancedEventSelectors": [{"Name": %s, "FieldSelectors": [{"Field": "a"}]}]}`,
			"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors: [{Field: a}]\n    Name: %s\n", "/AdvancedEventSelectors/0/Name", "`Name`", "string", false},
		{`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": %s}]}`,
			"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors: %s\n", "/AdvancedEventSelectors/0/FieldSelectors", "`FieldSelectors`", "array", true},
		{`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [%s]}]}`,
			"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - %s\n", "/AdvancedEventSelectors/0/FieldSelectors/0", "item 1 of `FieldSelectors`", "object", false},
		{`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": %s}]}]}`,
			"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - Field: %s\n", "/AdvancedEventSelectors/0/FieldSelectors/0/Field", "`Field`", "string", true},
		{`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "a", "Equals": %s}]}]}`,
			"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - Field: a\n        Equals: %s\n", "/AdvancedEventSelectors/0/FieldSelectors/0/Equals", "`Equals`", "array", false},
		{`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "a", "NotEndsWith": ["x", %s]}]}]}`,
			"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - Field: a\n        NotEndsWith:\n          - x\n          - %s\n", "/AdvancedEventSelectors/0/FieldSelectors/0/NotEndsWith/1", "item 2 of `NotEndsWith`", "string", false},
	}
	s := load(t, newer)
	for _, p := range places {
		for _, kind := range kinds {
			if kind.good == p.want {
				continue // right in its type; whether it is right, other tests say
			}
			for format, value := range map[string]string{p.json: kind.json, p.yaml: kind.yaml} {
				if value == "" {
					continue
				}
				wantHelp, ok := help[p.want][value]
				if !ok {
					wantHelp = help[p.want][""]
				}
				switch {
				case kind.is == "null" && p.required:
					wantHelp = "give it a value"
				case kind.is == "null":
					wantHelp = "leave it out, or give it a value"
				}
				text := fmt.Sprintf(format, value)
				before := text[:strings.Index(format, "%s")]
				want := fault{
					fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n")),
					value, "wrong-type", p.pointer, fmt.Sprintf("%s is %s, but must be %s", p.subject, kind.is, words[p.want]), wantHelp,
				}
				t.Run(strings.Trim(p.pointer, "/")+"="+value, func(t *testing.T) { check(t, validate(t, s, text), want) })
			}
		}
	}
}

// TestNothingAfterColon stands at the key, for there is no value to show.
func TestNothingAfterColon(t *testing.T) {
	check(t, validate(t, load(t, older), "Name: audit\nKmsKeyId:\n"), fault{
		"2:1", "KmsKeyId", "wrong-type", "/KmsKeyId", "`KmsKeyId` is null, but must be a string", "leave it out, or give it a value",
	})
}

// TestNumberAsWritten quotes a number as it is written, not as it is read: of
// an account ID the leading zero counts.
func TestNumberAsWritten(t *testing.T) {
	for _, value := range []string{"012345678901", "0x1F", "1_000", "+5", "1.50"} {
		got := validate(t, load(t, older), "Name: audit\nTagsList: [{Key: a, Value: "+value+"}]\n")
		if len(got) != 1 || got[0].help != fmt.Sprintf("write it in quotes: %q", value) {
			t.Errorf("%s: %+v", value, got)
		}
	}
}

// TestLength walks up to both ends of each string's length, in characters of
// one, two and four bytes, one of which is a combining one.
func TestLength(t *testing.T) {
	places := []struct {
		yaml, pointer, subject string
		least, most            int
		plain, required        bool // plain: takes only letters and such
	}{
		{"Name: \"%s\"\n", "/Name", "`Name`", 3, 128, true, true},
		{"Name: audit\nKmsKeyId: \"%s\"\n", "/KmsKeyId", "`KmsKeyId`", 1, 350, true, false},
		{"Name: audit\nTagsList: [{Key: \"%s\"}]\n", "/TagsList/0/Key", "`Key`", 1, 128, false, true},
		{"Name: audit\nTagsList: [{Key: a, Value: \"%s\"}]\n", "/TagsList/0/Value", "`Value`", 1, 256, false, false},
		{"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: [{Field: a}], Name: \"%s\"}]\n", "/AdvancedEventSelectors/0/Name", "`Name`", 0, 1000, false, false},
		{"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: [{Field: \"%s\"}]}]\n", "/AdvancedEventSelectors/0/FieldSelectors/0/Field", "`Field`", 1, 1000, true, true},
		{"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: [{Field: a, StartsWith: [\"%s\"]}]}]\n", "/AdvancedEventSelectors/0/FieldSelectors/0/StartsWith/0", "item 1 of `StartsWith`", 1, 2048, false, false},
	}
	schemas := []*schema.Schema{load(t, older), load(t, newer)}
	for _, p := range places {
		letters := []string{"a", "ä", "𝄞", "\u0301"}
		if p.plain {
			letters = letters[:1]
		}
		allowed := fmt.Sprintf("%d to %d", p.least, p.most)
		if p.least == 0 {
			allowed = fmt.Sprintf("at most %d", p.most)
		}
		for _, letter := range letters {
			for _, n := range []int{0, p.least - 1, p.least, p.least + 1, p.most - 1, p.most, p.most + 1, 3 * p.most} {
				if n < 0 {
					continue
				}
				text := fmt.Sprintf(p.yaml, strings.Repeat(letter, n))
				message, help := fmt.Sprintf("%s has %d characters, but takes %s", p.subject, n, allowed), "lengthen it"
				switch {
				case n == 0 && p.required:
					message, help = fmt.Sprintf("%s is empty, but takes %s characters", p.subject, allowed), "give it a value"
				case n == 0:
					message, help = fmt.Sprintf("%s is empty, but takes %s characters", p.subject, allowed), "leave it out, or give it a value"
				case n == 1:
					message = fmt.Sprintf("%s has 1 character, but takes %s", p.subject, allowed)
				case n > p.most:
					help = "shorten it"
				}
				before := text[:strings.Index(p.yaml, `"%s`)]
				want := []fault{{
					fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n")),
					`"` + strings.Repeat(letter, n) + `"`, "wrong-length", p.pointer, message, help,
				}}
				if n >= p.least && n <= p.most {
					want = nil
				}
				for _, s := range schemas {
					check(t, validate(t, s, text), want...)
				}
			}
		}
	}
}

func TestPattern(t *testing.T) {
	const name, key = "letters, digits, dots, underscores and hyphens", "letters, digits and . _ / : -"
	for _, c := range []struct {
		yaml    string
		place   string
		text    string
		message string // empty where there is no fault
		help    string
	}{
		{yaml: "Name: A-z_0.9\n"},
		{"Name: my store\n", "1:7", "my store", "`Name` can't be \"my store\", with \" \" in it: it takes only " + name, "write it with other characters"},
		{"Name: über!über\n", "1:7", "über!über", "`Name` can't be \"über!über\", with \"ü\" and \"!\" in it: it takes only " + name, "write it with other characters"},
		{"Name: audit/store\n", "1:7", "audit/store", "`Name` can't be \"audit/store\", with \"/\" in it: it takes only " + name, "write it with other characters"},
		{"Name: \"audit\\n\"\n", "1:7", `"audit\n"`, "`Name` can't be \"audit\\n\", with \"\\n\" in it: it takes only " + name, "write it with other characters"},
		{"Name: \"!?$%&()\"\n", "1:7", `"!?$%&()"`, "`Name` can't be \"!?$%&()\", with \"!\" and \"?\" and \"$\" and \"%\" and \"&\" in it: it takes only " + name, "write it with other characters"},
		{"Name: audit\nKmsKeyId: arn:aws:kms:eu-west-1:111122223333:alias/x_y-z.0\n", "", "", "", ""},
		{"Name: audit\nKmsKeyId: alias/a b\n", "2:11", "alias/a b", "`KmsKeyId` can't be \"alias/a b\", with \" \" in it: it takes only " + key, "write it with other characters"},
		{"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: [{Field: '!?'}]}]\n", "2:52", "'!?'", "`Field` can't be \"!?\", with \"!\" and \"?\" in it", `it must match [\w|\d|\.|_]+`},
		// Length and pattern at once are one fault.
		{"Name: '!'\n", "1:7", "'!'", "`Name` has 1 character, but takes 3 to 128", "lengthen it"},
		{"Name: '" + strings.Repeat("!", 129) + "'\n", "1:7", "'" + strings.Repeat("!", 129) + "'", "`Name` has 129 characters, but takes 3 to 128", "shorten it"},
	} {
		got := validate(t, load(t, newer), c.yaml)
		for i := range got {
			got[i].rule, got[i].pointer = "", ""
		}
		if c.message == "" {
			check(t, got)
		} else {
			check(t, got, fault{c.place, c.text, "", "", c.message, c.help})
		}
	}
}

func TestBillingMode(t *testing.T) {
	const listed = `it is "EXTENDABLE_RETENTION_PRICING" or "FIXED_RETENTION_PRICING"`
	for value, message := range map[string]string{
		"EXTENDABLE_RETENTION_PRICING": "",
		"FIXED_RETENTION_PRICING":      "",
		"fixed_retention_pricing":      "`BillingMode` can't be \"fixed_retention_pricing\": " + listed + `; did you mean "FIXED_RETENTION_PRICING"?`,
		"EXTENDABLE-RETENTION-PRICING": "`BillingMode` can't be \"EXTENDABLE-RETENTION-PRICING\": " + listed + `; did you mean "EXTENDABLE_RETENTION_PRICING"?`,
		"FREE":                         "`BillingMode` can't be \"FREE\": " + listed,
		`""`:                           "`BillingMode` can't be \"\": " + listed,
	} {
		got := validate(t, load(t, newer), "Name: audit\nBillingMode: "+value+"\n")
		if message == "" {
			check(t, got)
			continue
		}
		check(t, got, fault{"2:14", value, "value-not-listed", "/BillingMode", message, "write one of these words, exactly so"})
	}
	check(t, validate(t, load(t, older), "Name: audit\nBillingMode: 5\n"), fault{
		"2:1", "BillingMode", "undeclared-member", "/BillingMode", "`BillingMode` is no member of a CreateEventDataStore request",
		"edition 2026-05 has it (set `--edition latest`)",
	})
}

func TestItemCount(t *testing.T) {
	s := load(t, older)
	check(t, validate(t, s, `{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": []}, {"FieldSelectors": [{"Field": "a", "Equals": []}]}]}`),
		fault{"1:65", "[]", "wrong-item-count", "/AdvancedEventSelectors/0/FieldSelectors", "`FieldSelectors` is empty, but takes at least 1 item", "add an item"},
		fault{"1:115", "[]", "wrong-item-count", "/AdvancedEventSelectors/1/FieldSelectors/0/Equals", "`Equals` is empty, but takes at least 1 item", "add an item"},
	)
	tags := func(n int) string {
		var b strings.Builder
		b.WriteString("Name: audit\nTagsList:\n")
		for i := range n {
			fmt.Fprintf(&b, "  - Key: k%d\n", i)
		}
		return b.String()
	}
	check(t, validate(t, s, tags(200)))
	check(t, validate(t, s, tags(201)), fault{
		"203:5", "Key", "wrong-item-count", "/TagsList/200", "`TagsList` has 201 items, but takes at most 200", "leave out what is not needed",
	})
}
