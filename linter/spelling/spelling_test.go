package spelling_test

import (
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/spelling"
)

func TestLike(t *testing.T) {
	for _, c := range []struct {
		word, known string
		want        bool
	}{
		{"RetentionPeriod", "RetentionPeriod", true},
		// Case and punctuation don't count.
		{"retentionPeriod", "RetentionPeriod", true},
		{"RETENTION_PERIOD", "RetentionPeriod", true},
		{"retention-period", "RetentionPeriod", true},
		{"Retention Period", "RetentionPeriod", true},
		{"resources.arn", "resources.ARN", true},
		{"kms_key_id", "KmsKeyId", true},
		// Up to 4 letters: one may be wrong.
		{"Nam", "Name", true},
		{"Names", "Name", true},
		{"Mame", "Name", true},
		{"Na", "Name", false},
		{"Named2", "Name", false},
		{"Keys", "Key", true},
		{"Ky", "Key", true},
		{"K", "Key", false},
		{"", "Key", false},
		{"Value", "Key", false},
		// Two neighbours that changed places are one slip.
		{"Nmae", "Name", true},
		{"Naem", "Name", true},
		{"Kye", "Key", true},
		{"aNme", "Name", true},
		{"eamN", "Name", false},
		{"Nmaee", "Name", false},
		// Up to 8: two.
		{"Filed", "Field", true},
		{"Fld", "Field", true},
		{"Fd", "Field", false},
		{"Equal", "Equals", true},
		{"Equality", "Equals", false},
		{"TagList", "TagsList", true},
		{"Tags", "TagsList", false},
		{"KmsKey", "KmsKeyId", true},
		{"KmsKe", "KmsKeyId", false},
		// More: three.
		{"evtNam", "eventName", true},
		{"evtNm", "eventName", false},
		{"AdvancedEventSelector", "AdvancedEventSelectors", true},
		{"AdvancedEventSel", "AdvancedEventSelectors", false},
		{"AdvanceEventSelecter", "AdvancedEventSelectors", true},
		{"EventSelectors", "AdvancedEventSelectors", false},
		// Letters are counted, not bytes.
		{"Näme", "Name", true},
		{"Nä́me", "Name", false},
	} {
		if got := spelling.Like(c.word, c.known); got != c.want {
			t.Errorf("%q like %q: %v, want %v", c.word, c.known, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	operators := []string{"Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"}
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"Equal", operators, "Equals"},
		{"NotEqual", operators, "NotEquals"},
		{"notStartsWith", operators, "NotStartsWith"},
		{"StartWith", operators, "StartsWith"},
		{"EndWith", operators, "EndsWith"},
		{"NotEndWith", operators, "NotEndsWith"},
		{"Contains", operators, ""},
		{"", operators, ""},
		{"x", nil, ""},
		{"exact", []string{"exacts", "exact"}, "exact"},
		{"exactly", []string{"exacted", "exacts"}, "exacted"},
		{"bat", []string{"cat", "rat"}, "cat"}, // of equals, the first
		{"bat", []string{"rat", "cat"}, "rat"},
		{"auot", []string{"latest", "auto"}, "auto"},
	} {
		if got := spelling.Nearest(c.word, c.candidates); got != c.want {
			t.Errorf("nearest to %q of %q: %q, want %q", c.word, c.candidates, got, c.want)
		}
	}
}

// TestLong: a file may have a word of ten megabytes.
func TestLong(t *testing.T) {
	word := strings.Repeat("AdvancedEventSelectors", 500_000)
	if spelling.Like(word, "AdvancedEventSelectors") {
		t.Error("a word of megabytes is like one of 22 letters")
	}
	if got := spelling.Nearest(word, []string{"Name", "AdvancedEventSelectors"}); got != "" {
		t.Errorf("the nearest to a word of megabytes is %q", got)
	}
}
